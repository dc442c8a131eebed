package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.BOB;
import static org.colloque.messaging.event.TestRooms.await;
import static org.colloque.messaging.event.TestRooms.freshTransaction;
import static org.colloque.messaging.event.TestRooms.membership;
import static org.colloque.messaging.event.TestRooms.message;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TwoNodesTest {

    private static final int SENDS = 60;

    @Inject
    EventPipeline here;
    @Inject
    RoomReads reads;
    @Inject
    RoomHeads heads;
    @Inject
    TestRooms rooms;
    @Inject
    Database database;

    private final SecondNode there = new SecondNode();

    @Test
    void racingSendsOfTwoNodesAreAllThereOnceAndInOneLine() {
        RoomId room = rooms.publicRoom();
        List<Uni<EventRef>> sends = new ArrayList<>();
        for (int i = 0; i < SENDS; i++) {
            sends.add(here.send(room, message(ALICE, "here " + i)));
            sends.add(there.pipeline().send(room, EventDraft.state(ALICE, EventTypes.TOPIC, "",
                    TestRooms.content().put("topic", "there " + i))));
        }

        Set<EventRef> sent = new HashSet<>(await(Uni.join().all(sends).andFailFast()));

        assertEquals(2 * SENDS, sent.size());
        RoomHead head = fresh(room);
        assertEquals(5 + 2 * SENDS, head.depth());
        assertEquals(1, head.extremities().size());
        List<StoredEvent> timeline = await(reads.timeline(head.number(), Long.MIN_VALUE, true, 1000));
        assertEquals(5 + 2 * SENDS, timeline.size());
        for (int i = 1; i < timeline.size(); i++) {
            assertEquals(List.of(timeline.get(i - 1).pdu().eventId()), timeline.get(i).pdu().prevEvents());
        }
        there.heads().drop(room);
        assertEquals(head.headVersion(), await(there.reads().head(room)).orElseThrow().headVersion());
        assertEquals(head.state().size(), count("select count(*) from current_state where room = " + head.number()));
    }

    @Test
    void oneTransactionOnTwoNodesIsOneEvent() {
        RoomId room = rooms.publicRoom();
        String transaction = freshTransaction();
        List<Uni<EventRef>> sends = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            sends.add(here.send(room, message(ALICE, "once", transaction)));
            sends.add(there.pipeline().send(room, message(ALICE, "once", transaction)));
        }

        assertEquals(1, new HashSet<>(await(Uni.join().all(sends).andFailFast())).size());
        assertEquals(6, count("select count(*) from event where room = " + fresh(room).number()));
        assertEquals(1, new HashSet<>(List.of(await(new SecondNode().pipeline().send(room, message(ALICE, "once", transaction))),
                await(here.send(room, message(ALICE, "once", transaction))))).size());
    }

    /** Spec: client-server-api, "Avoiding duplicate annotations". */
    @Test
    void ofEqualAnnotationsSentAtOneMomentOnePasses() {
        RoomId room = rooms.publicRoom();
        EventId target = rooms.say(room, ALICE, "parent").eventId();
        List<Uni<Boolean>> sends = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            sends.add(passes(here, room, reaction(target)));
            sends.add(passes(there.pipeline(), room, reaction(target)));
        }

        assertEquals(1, await(Uni.join().all(sends).andFailFast()).stream().filter(passed -> passed).count());
        assertEquals(1, count("select count(*) from relation where room = " + fresh(room).number()));
    }

    private static EventDraft reaction(EventId target) {
        ObjectNode content = TestRooms.content();
        content.putObject("m.relates_to").put("rel_type", "m.annotation").put("event_id", target.value()).put("key", "👍");
        return EventDraft.message(ALICE, "m.reaction", content, Optional.of(new ClientTransaction(new DeviceId("PHONE"), freshTransaction())));
    }

    /** False when it is refused as the second of its kind. */
    private static Uni<Boolean> passes(EventPipeline node, RoomId room, EventDraft draft) {
        return node.send(room, draft).replaceWith(true)
                .onFailure(failure -> failure instanceof MatrixException refusal && refusal.errcode() == Errcode.M_DUPLICATE_ANNOTATION)
                .recoverWithItem(false);
    }

    @Test
    void whatOneNodeAllowedNowTheOtherDoesNotRefuse() {
        RoomId room = rooms.publicRoom();
        await(reads.head(room));
        await(there.pipeline().send(room, membership(BOB, BOB, "join")));

        rooms.say(room, BOB, "I have just come in through the other node");
    }

    private RoomHead fresh(RoomId room) {
        heads.drop(room);
        return await(reads.head(room)).orElseThrow();
    }

    private long count(String sql) {
        return await(database.first(sql)).orElseThrow().longAt(0);
    }
}
