package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.testing.Cost;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EntryTest extends OtherServerTest {

    private static final int MEMBERS = 2_000;
    private static final int MOST_ROUND_TRIPS = 12;

    @Inject
    Database database;
    @Inject
    RoundTrips roundTrips;

    @Test
    void roomOfTwoThousandIsEntered() {
        enter(roomOf(other, MEMBERS));

        RoomHead head = await(reads.head(other.room())).orElseThrow();
        assertEquals(MEMBERS + 2, head.members().joined());
        assertEquals(1, other.keyRequests);
        assertEquals(MEMBERS + 2, count("select count(*) from membership where membership = 'join' and room = " + head.number()));
        assertEquals(head.state().size(), count("select count(*) from current_state where room = " + head.number()));
    }

    @Test
    void entryCostsTheSameHoweverManyAreInTheRoom() {
        long small = costOfEntering(10);
        long large = costOfEntering(200);

        assertTrue(small <= MOST_ROUND_TRIPS, small + " round trips");
        assertTrue(large <= small, large + " round trips, and " + small + " for a small room");
    }

    @Test
    void joinThatTheStateForbidsEntersNothing() {
        Pdu last = other.createRoom(carol, "invite");

        assertThrows(MatrixException.class, () -> federated.enter(other, ALICE, last));

        assertTrue(await(reads.head(other.room())).isEmpty());
    }

    @Test
    void olderEventsGoBelowWhatIsThere() {
        Pdu first = other.message(carol, "oldest", other.createRoom(carol, "public"));
        Pdu topic = other.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "old"), first);
        Pdu second = other.message(carol, "older", topic);
        Pdu join = federated.enter(other, ALICE, second);
        long room = await(reads.head(other.room())).orElseThrow().number();
        assertEquals(1, count("select count(*) from backward_extremity where room = " + room));

        int taken = await(pipeline.backfill(other.name, other.room(), List.of(second, topic, first)));

        assertEquals(3, taken);
        assertEquals(List.of(join.eventId(), second.eventId(), topic.eventId(), first.eventId()), timeline(room));
        StoredEvent oldest = await(reads.byId(List.of(first.eventId()))).get(first.eventId());
        assertTrue(await(reads.stateBefore(oldest)).get(StateKey.of(EventTypes.TOPIC)).isEmpty());
        assertEquals(List.of(first.prevEvents().getFirst().value()),
                await(database.query("select event_id from backward_extremity where room = $1", room)).stream().map(row -> row.text(0)).toList());
        assertEquals(0, await(pipeline.backfill(other.name, other.room(), List.of(second, topic, first))));
    }

    /** History that ours was not to see is given in redacted form, also what the state at our joining told whole. */
    @Test
    void stateToldWholeStaysWholeWhenHistoryGivesItRedacted() {
        Pdu name = other.state(carol, EventTypes.NAME, "", JsonNodes.object().put("name", "Budget"), other.createRoom(carol, "public"));
        federated.enter(other, ALICE, name);

        assertEquals(1, await(pipeline.backfill(other.name, other.room(), List.of(name.redacted()))));

        StoredEvent held = await(reads.byId(List.of(name.eventId()))).get(name.eventId());
        assertEquals(EventStatus.ACCEPTED, held.status());
        assertEquals("Budget", held.pdu().content().path("name").asText());
    }

    @Test
    void missedHistoryGoesBetweenWhatCameBeforeAndAfterIt() {
        Pdu start = other.createRoom(carol, "public");
        Pdu join = federated.enter(other, ALICE, start);
        Pdu before = other.message(carol, "before", join);
        await(pipeline.receive(other.name, other.room(), List.of(before)));
        Pdu first = other.message(carol, "missed first", before);
        Pdu second = other.message(carol, "missed second", first);
        other.withheld.addAll(List.of(first.eventId(), second.eventId()));
        Pdu after = other.message(carol, "after", second);
        await(pipeline.receive(other.name, other.room(), List.of(after)));
        long room = await(reads.head(other.room())).orElseThrow().number();
        assertEquals(List.of(after.eventId(), before.eventId(), join.eventId()), timeline(room));

        await(pipeline.backfill(other.name, other.room(), List.of(second, first, before, join, start)));

        assertEquals(List.of(after.eventId(), second.eventId(), first.eventId(), before.eventId(), join.eventId(), start.eventId()),
                timeline(room));
    }

    private List<EventId> timeline(long room) {
        return await(reads.timeline(room, Long.MAX_VALUE, false, 50)).stream().map(event -> event.pdu().eventId()).toList();
    }

    @Test
    void inviteFromOutsideHasItsPlaceInTheLogAndTheJoinReplacesIt() {
        Pdu last = other.createRoom(carol, "invite");
        Pdu invite = other.state(carol, EventTypes.MEMBER, ALICE.value(), JsonNodes.object().put("membership", "invite"), last);
        ObjectNode name = JsonNodes.object().put("type", EventTypes.NAME);

        await(pipeline.recordOutsideMembership(other.version, invite, List.of(name)));

        RoomHead outside = await(reads.head(other.room())).orElseThrow();
        assertTrue(!outside.isLocal());
        assertEquals("invite", membership(outside));
        StoredEvent stored = await(reads.byId(List.of(invite.eventId()))).get(invite.eventId());
        assertEquals(EventStatus.OUTLIER, stored.status());
        assertTrue(stored.position().getAsLong() > 0);
        assertTrue(await(reads.timeline(outside.number(), Long.MAX_VALUE, false, 10)).isEmpty());

        federated.enter(other, ALICE, invite);
        RoomHead inside = await(reads.head(other.room())).orElseThrow();
        assertTrue(inside.isLocal());
        assertEquals("join", membership(inside));
        assertEquals(outside.number(), inside.number());
    }

    private String membership(RoomHead head) {
        return await(database.first("""
                select m.membership from membership m join user_name u on u.id = m.member
                where m.room = $1 and u.user_id = $2""", head.number(), ALICE.value())).orElseThrow().text(0);
    }

    private long count(String sql) {
        return await(database.first(sql)).orElseThrow().longAt(0);
    }

    /** What the other server answers to our join: the join itself and the state before it. */
    private record Entry(SimulatedServer server, Pdu join, List<Pdu> state) {
    }

    private long costOfEntering(int members) {
        List<Entry> entries = IntStream.range(0, Cost.MEASUREMENTS)
                .mapToObj(i -> roomOf(new SimulatedServer("server" + i + ".of" + members + ".example"), members)).toList();
        return Cost.of(roundTrips, measurement -> {
            FederatedRooms.reach(entries.get(measurement).server());
            enter(entries.get(measurement));
        });
    }

    private Entry roomOf(SimulatedServer server, int members) {
        UserId creator = server.user("carol");
        Pdu last = server.createRoom(creator, "public");
        List<Pdu> state = new ArrayList<>(server.state(last));
        Map<StateKey, EventId> before = server.statesAfter.get(last.eventId());
        for (int i = 0; i < members; i++) {
            UserId member = server.user("member" + i);
            Pdu join = server.make(EventTemplate.state(member, EventTypes.MEMBER, member.value(),
                    JsonNodes.object().put("membership", "join")), last);
            server.events.put(join.eventId(), join);
            before.put(StateKey.member(member), join.eventId());
            state.add(join);
        }
        return new Entry(server, federated.ours(server, EventTemplate.state(ALICE, EventTypes.MEMBER, ALICE.value(),
                JsonNodes.object().put("membership", "join")), last), state);
    }

    private void enter(Entry entry) {
        SimulatedServer server = entry.server();
        await(pipeline.acceptRoom(server.name, server.version, entry.join(), entry.state(), server.authChain(entry.state())));
    }
}
