package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.BOB;
import static org.colloque.messaging.event.TestRooms.await;
import static org.colloque.messaging.event.TestRooms.freshTransaction;
import static org.colloque.messaging.event.TestRooms.membership;
import static org.colloque.messaging.event.TestRooms.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.testing.Cost;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LocalSendTest {

    @Inject
    EventPipeline pipeline;
    @Inject
    RoomReads reads;
    @Inject
    TestRooms rooms;
    @Inject
    RoomHeads heads;
    @Inject
    RoundTrips roundTrips;
    @Inject
    Database database;

    @Test
    void everyVersionsRoomIsMadeWithAllItsEvents() {
        for (RoomVersion version : RoomVersions.all()) {
            RoomId room = rooms.publicRoom(version);

            RoomHead head = head(room);
            assertEquals(5, head.state().size());
            assertEquals(5, head.depth());
            assertEquals(1, head.members().joined());
            assertTrue(head.isLocal());
            heads.drop(room);
            RoomHead loaded = head(room);
            assertEquals(head.extremities(), loaded.extremities());
            assertEquals(head.headVersion(), loaded.headVersion());
            assertEquals(head.snapshot(), loaded.snapshot());
            assertEquals(entries(head), entries(loaded));
            assertEquals(head.members(), loaded.members());
        }
    }

    @Test
    void messageIsInTheTimelineOnceAcknowledged() {
        RoomId room = rooms.publicRoom();
        rooms.join(room, BOB);

        EventRef sent = rooms.say(room, BOB, "hello");

        List<StoredEvent> timeline = await(reads.timeline(head(room).number(), Long.MAX_VALUE, false, 2));
        assertEquals(sent, timeline.getFirst().ref());
        assertEquals("hello", timeline.getFirst().pdu().content().path("body").asText());
        assertEquals(EventTypes.MEMBER, timeline.get(1).pdu().type());
        assertEquals(List.of(sent), head(room).extremities());
    }

    @Test
    void sendToAWarmRoomIsOneRoundTripAndNoStateRow() {
        RoomId room = rooms.publicRoom();
        rooms.say(room, ALICE, "first");
        long snapshots = count("select count(*) from snapshot");

        assertEquals(1, Cost.of(roundTrips, measurement -> rooms.say(room, ALICE, "message " + measurement)));
        assertEquals(snapshots, count("select count(*) from snapshot"));
    }

    @Test
    void strangerCannotSend() {
        RoomId room = rooms.publicRoom();

        MatrixException refusal = assertThrows(MatrixException.class, () -> rooms.say(room, BOB, "let me in"));

        assertEquals(Errcode.M_FORBIDDEN, refusal.errcode());
    }

    @Test
    void unknownRoomIsOneThatTheSenderIsNotIn() {
        MatrixException refusal = assertThrows(MatrixException.class, () -> rooms.say(new RoomId("!nowhere"), ALICE, "echo"));

        assertEquals(Errcode.M_FORBIDDEN, refusal.errcode());
    }

    @Test
    void sameTransactionGivesTheSameEventAlsoFiftyAtOnceAndAfterwards() {
        RoomId room = rooms.publicRoom();
        String transaction = freshTransaction();
        List<Uni<EventRef>> sends = IntStream.range(0, 50)
                .mapToObj(i -> pipeline.send(room, message(ALICE, "once", transaction))).toList();

        Set<EventRef> events = new HashSet<>(await(Uni.join().all(sends).andFailFast()));
        events.add(await(pipeline.send(room, message(ALICE, "once", transaction))));

        assertEquals(1, events.size());
        assertEquals(6, count("select count(*) from event where room = " + head(room).number()));
    }

    @Test
    void refusedSendDoesNotTouchTheOthersOfItsBatch() {
        RoomId room = rooms.publicRoom();
        List<Uni<Boolean>> sends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            EventDraft draft = message(i % 2 == 0 ? ALICE : BOB, "number " + i);
            sends.add(pipeline.send(room, draft).map(sent -> true).onFailure(MatrixException.class).recoverWithItem(false));
        }

        List<Boolean> sent = await(Uni.join().all(sends).andFailFast());

        for (int i = 0; i < 20; i++) {
            assertEquals(i % 2 == 0, sent.get(i));
        }
        assertEquals(15, head(room).depth());
    }

    @Test
    void severalDraftsAreSentAllOrNone() {
        RoomId room = rooms.publicRoom();
        long depth = head(room).depth();

        assertThrows(MatrixException.class, () -> await(pipeline.sendAll(room, List.of(message(ALICE, "yes"), message(BOB, "no")))));
        assertEquals(depth, head(room).depth());

        assertEquals(2, await(pipeline.sendAll(room, List.of(membership(BOB, BOB, "join"), message(BOB, "yes")))).size());
        assertEquals(depth + 2, head(room).depth());
    }

    @Test
    void stateOfEveryPointInHistoryIsKept() {
        RoomId room = rooms.publicRoom();
        List<EventRef> topics = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            topics.add(await(pipeline.send(room, EventDraft.state(ALICE, EventTypes.TOPIC, "",
                    TestRooms.content().put("topic", "topic " + i)))));
        }
        for (int i = 0; i < 40; i++) {
            StoredEvent event = await(reads.byNumber(List.of(topics.get(i).number()))).get(topics.get(i).number());
            RoomState after = await(reads.stateAfter(event));
            assertEquals(topics.get(i), after.get(StateKey.of(EventTypes.TOPIC)).orElseThrow());
            assertEquals(6, after.size());
            RoomState before = await(reads.stateBefore(event));
            assertEquals(i == 0 ? 5 : 6, before.size());
        }
    }

    private RoomHead head(RoomId room) {
        return await(reads.head(room)).orElseThrow();
    }

    private static Set<Object> entries(RoomHead head) {
        Set<Object> entries = new HashSet<>();
        head.state().entries().forEach(entry -> entries.add(List.of(entry.getKey(), entry.getValue())));
        return entries;
    }

    private long count(String sql) {
        return await(database.first(sql)).orElseThrow().longAt(0);
    }
}
