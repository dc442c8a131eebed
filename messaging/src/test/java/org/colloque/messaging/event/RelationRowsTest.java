package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.BOB;
import static org.colloque.messaging.event.TestRooms.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.event.relation.RelationStore;
import org.colloque.messaging.event.relation.RelationStore.ChildQuery;
import org.colloque.messaging.testing.Cost;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** Which events count as children of another. */
@QuarkusTest
class RelationRowsTest extends OtherServerTest {

    @Inject
    TestRooms rooms;
    @Inject
    RelationStore relations;
    @Inject
    RoundTrips roundTrips;
    @Inject
    Database database;

    @Test
    void relatedEventCostsOneRoundTripAsAnyOther() {
        RoomId room = rooms.publicRoom();
        EventRef parent = rooms.say(room, ALICE, "parent");
        rooms.say(room, ALICE, "warm");
        assertEquals(1, Cost.of(roundTrips, () -> send(room, ALICE, parent.eventId(), "m.reference")));
        assertEquals(Cost.MEASUREMENTS, children(room, parent.eventId()).size());
    }

    @Test
    void localChildCountsUntilItIsRedacted() {
        RoomId room = rooms.publicRoom();
        EventRef parent = rooms.say(room, ALICE, "parent");
        EventRef child = send(room, ALICE, parent.eventId(), "m.reference");
        assertEquals(List.of(child.eventId()), children(room, parent.eventId()));

        await(pipeline.send(room, new EventDraft(ALICE, EventTypes.REDACTION, Optional.empty(), TestRooms.content(),
                Optional.of(child.eventId()), Optional.empty(), OptionalLong.empty())));

        assertEquals(List.of(), children(room, parent.eventId()));
    }

    @Test
    void childInAnotherRoomIsNone() {
        RoomId room = rooms.publicRoom();
        RoomId elsewhere = rooms.publicRoom();
        EventRef parent = rooms.say(room, ALICE, "parent");
        send(elsewhere, ALICE, parent.eventId(), "m.reference");
        assertEquals(List.of(), children(room, parent.eventId()));
    }

    @Test
    void relationThatDoesNotMatchTheSchemaIsIgnored() {
        RoomId room = rooms.publicRoom();
        EventRef parent = rooms.say(room, ALICE, "parent");
        send(room, ALICE, parent.eventId(), "");
        send(room, ALICE, parent.eventId(), "m.x\0");
        send(room, ALICE, parent.eventId(), "x".repeat(5_000));
        ObjectNode number = TestRooms.content();
        number.putObject("m.relates_to").put("rel_type", 5).put("event_id", parent.eventId().value());
        await(pipeline.send(room, EventDraft.message(ALICE, EventTypes.MESSAGE, number, Optional.empty())));
        ObjectNode text = TestRooms.content().put("m.relates_to", "m.thread");
        await(pipeline.send(room, EventDraft.message(ALICE, EventTypes.MESSAGE, text, Optional.empty())));
        assertEquals(List.of(), children(room, parent.eventId()));
    }

    @Test
    void childrenOfAnotherServerCountAsOursUnlessRefusedOrRedactedBefore() {
        Pdu join = federated.enter(other, ALICE, other.createRoom(carol, "public"));
        Pdu parent = other.message(carol, "parent", join);
        Pdu child = other.keep(child(carol, parent, parent));
        Pdu refused = other.make(EventTemplate.message(other.user("mallory"), EventTypes.MESSAGE, relatesTo(parent.eventId(), "m.reference")), child);
        Pdu regretted = other.keep(child(carol, parent, child));
        Pdu redaction = other.keep(other.make(
                EventTemplate.redaction(other.version, carol, regretted.eventId(), TestRooms.content()), child));

        await(pipeline.receive(other.name, other.room(), List.of(parent, child, refused, redaction)));
        await(pipeline.receive(other.name, other.room(), List.of(regretted)));

        assertEquals(List.of(child.eventId()), children(other.room(), parent.eventId()));
    }

    @Test
    void softFailedChildDoesNotCount() {
        Pdu join = federated.enter(other, ALICE, other.createRoom(carol, "public"));
        UserId dave = other.user("dave");
        Pdu member = other.member(dave, "join", join);
        Pdu ban = other.state(carol, EventTypes.MEMBER, dave.value(), TestRooms.content().put("membership", "ban"), member);
        await(pipeline.receive(other.name, other.room(), List.of(member, ban)));
        Pdu late = other.keep(child(dave, join, member));

        await(pipeline.receive(other.name, other.room(), List.of(late)));

        assertEquals(EventStatus.SOFT_FAILED, await(reads.byId(List.of(late.eventId()))).get(late.eventId()).status());
        assertEquals(List.of(), children(other.room(), join.eventId()));
    }

    @Test
    void childFromThePastCounts() {
        Pdu start = other.createRoom(carol, "public");
        Pdu parent = other.message(carol, "parent", start);
        Pdu child = other.keep(child(carol, parent, parent));
        federated.enter(other, ALICE, child);
        assertEquals(List.of(), children(other.room(), parent.eventId()));

        await(pipeline.backfill(other.name, other.room(), List.of(child, parent)));

        assertEquals(List.of(child.eventId()), children(other.room(), parent.eventId()));
    }

    @Test
    void migrationFindsTheRelationsOfStoredEvents() throws IOException {
        RoomId room = rooms.publicRoom();
        EventRef parent = rooms.say(room, ALICE, "parent");
        send(room, ALICE, parent.eventId(), "m.x\0");
        ObjectNode annotation = relatesTo(parent.eventId(), "m.annotation");
        annotation.withObject("m.relates_to").put("key", "é");
        await(pipeline.send(room, EventDraft.message(ALICE, "m.reaction", annotation, Optional.empty())));
        await(pipeline.send(room, EventDraft.message(ALICE, EventTypes.MESSAGE, relatesTo(parent.eventId(), "m.replace"), Optional.empty())));
        await(pipeline.send(room, EventDraft.message(ALICE, EventTypes.MESSAGE, relatesTo(parent.eventId(), "m.replace").put("m.new_content", 1),
                Optional.empty())));
        List<String> written = rows(room);
        assertEquals(3, written.size());
        await(database.update("delete from relation where room = $1", await(reads.head(room)).orElseThrow().number()));

        String migration = Files.readString(Path.of("src/main/resources/db/migration/V0032__relations.sql"));
        String fill = migration.substring(migration.indexOf("insert into relation"), migration.lastIndexOf(';'));
        await(database.update(fill + " on conflict do nothing"));

        assertEquals(written, rows(room));
    }

    private List<String> rows(RoomId room) {
        return await(database.query("""
                select concat_ws(' ', target, rel_type, child, position, sender, key, applies) from relation where room = $1 order by position""",
                await(reads.head(room)).orElseThrow().number())).stream().map(row -> row.text(0)).toList();
    }

    @Test
    void indirectRelationsAreFollowedAsDeepAsAsked() {
        RoomId room = rooms.publicRoom();
        EventRef parent = rooms.say(room, ALICE, "parent");
        rooms.join(room, BOB);
        EventRef last = parent;
        for (int i = 0; i < 5; i++) {
            last = send(room, i % 2 == 0 ? BOB : ALICE, last.eventId(), "m.reference");
        }
        assertEquals(1, children(room, parent.eventId()).size());
        assertEquals(3, children(room, parent.eventId(), 3).size());
    }

    private Pdu child(UserId sender, Pdu parent, Pdu previous) {
        return other.make(EventTemplate.message(sender, EventTypes.MESSAGE, relatesTo(parent.eventId(), "m.reference")), previous);
    }

    private EventRef send(RoomId room, UserId sender, EventId target, String relType) {
        return await(pipeline.send(room, EventDraft.message(sender, EventTypes.MESSAGE, relatesTo(target, relType), Optional.empty())));
    }

    private static ObjectNode relatesTo(EventId target, String relType) {
        ObjectNode content = TestRooms.content();
        content.putObject("m.relates_to").put("rel_type", relType).put("event_id", target.value());
        return content;
    }

    private List<EventId> children(RoomId room, EventId parent) {
        return children(room, parent, 1);
    }

    private List<EventId> children(RoomId room, EventId parent, int depth) {
        long number = await(reads.head(room)).orElseThrow().number();
        return await(relations.children(new ChildQuery(number, parent, Optional.empty(), Optional.empty(), Long.MIN_VALUE, Long.MAX_VALUE,
                false, 100, depth))).stream().map(event -> event.pdu().eventId()).toList();
    }
}
