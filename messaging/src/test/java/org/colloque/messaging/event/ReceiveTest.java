package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.BOB;
import static org.colloque.messaging.event.TestRooms.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.event.EventPipeline.ReceiveOutcome;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.testing.Cost;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReceiveTest {

    @Inject
    EventPipeline pipeline;
    @Inject
    RoomReads reads;
    @Inject
    FederatedRooms rooms;
    @Inject
    RoomHeads heads;
    @Inject
    RoundTrips roundTrips;

    private final SimulatedServer other = new SimulatedServer("other.example");
    private final UserId carol = other.user("carol");
    private Pdu join;

    @BeforeEach
    void enterRoom() {
        FederatedRooms.reach(other);
        join = rooms.enter(other, ALICE, other.createRoom(carol, "public"));
    }

    @Test
    void enteredRoomHasTheStateThatTheOtherServerTold() {
        RoomHead head = head();

        assertEquals(other.stateBefore(List.of(join.eventId())), ids(head.state()));
        assertEquals(2, head.members().joined());
        assertEquals(Map.of(other.name, 1, FederatedRooms.OURS, 1), Map.copyOf(head.members().joinedByServer()));
        heads.drop(other.room());
        assertEquals(head.members(), head().members());
        assertEquals(ids(head.state()), ids(head().state()));
    }

    @Test
    void messagesOfAWarmRoomAreTakenInTwoRoundTrips() {
        Pdu last = join;
        assertStored(receive(last = other.message(carol, "warm up", last)));
        List<Pdu[]> transactions = new ArrayList<>();
        for (int i = 0; i < Cost.MEASUREMENTS; i++) {
            List<Pdu> transaction = new ArrayList<>();
            for (int k = 0; k < 5; k++) {
                transaction.add(last = other.message(carol, "message " + i + "." + k, last));
            }
            transactions.add(transaction.toArray(Pdu[]::new));
        }
        long cost = Cost.of(roundTrips, measurement -> assertStored(receive(transactions.get(measurement))));
        assertTrue(cost <= 2, "round trips " + cost);
        assertEquals(List.of(last.eventId()), head().extremities().stream().map(EventRef::eventId).toList());
    }

    @Test
    void oneBadEventDoesNotTouchTheOthers() {
        Pdu first = other.message(carol, "first", join);
        Pdu stranger = other.make(EventTemplate.message(other.user("mallory"), EventTypes.MESSAGE, JsonNodes.object()), first);
        var forged = first.json().deepCopy();
        forged.put("origin_server_ts", 5);
        Pdu unsigned = PduParser.parse(other.version, forged);
        Pdu second = other.message(carol, "second", first);

        Map<EventId, ReceiveOutcome> outcomes = receive(first, stranger, unsigned, second);

        assertInstanceOf(ReceiveOutcome.Stored.class, outcomes.get(first.eventId()));
        assertInstanceOf(ReceiveOutcome.Stored.class, outcomes.get(second.eventId()));
        assertInstanceOf(ReceiveOutcome.Refused.class, outcomes.get(stranger.eventId()));
        assertInstanceOf(ReceiveOutcome.Refused.class, outcomes.get(unsigned.eventId()));
        assertEquals(List.of(second.eventId()), extremities());
    }

    @Test
    void rejectedEventIsKeptAndNeverFetchedAgain() {
        Pdu stranger = other.keep(other.make(EventTemplate.message(other.user("mallory"), EventTypes.MESSAGE, JsonNodes.object()), join));

        assertInstanceOf(ReceiveOutcome.Refused.class, receive(stranger).get(stranger.eventId()));

        assertEquals(EventStatus.REJECTED, stored(stranger).status());
        assertInstanceOf(ReceiveOutcome.Refused.class, receive(stranger).get(stranger.eventId()));
    }

    @Test
    void eventWithAWrongHashIsKeptRedacted() {
        Pdu genuine = other.make(EventTemplate.message(carol, EventTypes.MESSAGE, JsonNodes.object().put("body", "true")), join);
        var changed = genuine.json().deepCopy();
        changed.withObject("content").put("body", "false");
        Pdu tampered = PduParser.parse(other.version, changed);

        assertStored(receive(tampered));

        assertTrue(stored(genuine).pdu().content().isEmpty());
    }

    @Test
    void gapIsFilledFromTheSender() {
        Pdu last = join;
        for (int i = 0; i < 6; i++) {
            last = other.message(carol, "missing " + i, last);
        }

        assertStored(receive(last));

        assertEquals(7, await(reads.timeline(head().number(), Long.MAX_VALUE, false, 50)).size());
        assertEquals(List.of(last.eventId()), extremities());
    }

    @Test
    void gapThatTheSenderWithholdsIsBridgedByItsState() {
        Pdu hidden = other.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "hidden"), join);
        Pdu alsoHidden = other.message(carol, "hidden", hidden);
        Pdu last = other.message(carol, "seen", alsoHidden);
        other.withheld.addAll(List.of(hidden.eventId(), alsoHidden.eventId()));

        assertStored(receive(last));

        assertEquals(EventStatus.OUTLIER, stored(hidden).status());
        assertEquals(hidden.eventId(), head().state().get(StateKey.of(EventTypes.TOPIC)).orElseThrow().eventId());
    }

    @Test
    void eventThatTheCurrentStateForbidsIsSoftFailed() {
        Pdu late = other.message(other.user("dave"), "never joined", join);
        Pdu daveJoins = other.member(other.user("dave"), "join", join);
        assertStored(receive(daveJoins));
        Pdu ban = other.state(carol, EventTypes.MEMBER, other.user("dave").value(),
                JsonNodes.object().put("membership", "ban"), daveJoins);
        assertStored(receive(ban));
        Pdu evades = other.message(other.user("dave"), "I was here before the ban", daveJoins);

        assertStored(receive(evades));

        assertEquals(EventStatus.SOFT_FAILED, stored(evades).status());
        assertEquals(List.of(ban.eventId()), extremities());
        assertInstanceOf(ReceiveOutcome.Refused.class, receive(late).get(late.eventId()));
    }

    @Test
    void forksAreResolvedAsTheAlgorithmSays() {
        Pdu left = other.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "left"), join);
        Pdu right = other.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "right"), join);
        assertStored(receive(left));
        assertStored(receive(right));

        assertEquals(other.stateBefore(List.of(left.eventId(), right.eventId())), ids(head().state()));
        assertEquals(2, extremities().size());

        Pdu merge = other.message(carol, "together", left, right);
        assertStored(receive(merge));
        assertEquals(List.of(merge.eventId()), extremities());
        assertEquals(other.stateBefore(List.of(merge.eventId())), ids(head().state()));
    }

    @Test
    void shuffledForkedHistoriesEndInOneState() {
        Random random = new Random(42);
        for (int round = 0; round < 6; round++) {
            List<Pdu> ends = new ArrayList<>(List.of(join));
            List<Pdu> made = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                Pdu event = grow(random, ends, made, i);
                made.add(event);
                ends.removeIf(end -> event.prevEvents().contains(end.eventId()) && random.nextInt(3) > 0);
                ends.add(event);
            }
            Pdu last = other.message(carol, "end", ends.stream().limit(20).toArray(Pdu[]::new));
            made.add(last);
            List<Pdu> shuffled = new ArrayList<>(made);
            Collections.shuffle(shuffled, random);
            for (int from = 0; from < shuffled.size(); from += 5) {
                receive(shuffled.subList(from, Math.min(from + 5, shuffled.size())).toArray(Pdu[]::new));
            }
            assertEquals(EventStatus.ACCEPTED, stored(last).status());
            assertEquals(other.stateBefore(List.of(last.eventId())), ids(await(reads.stateBefore(stored(last)))), "round " + round);
            join = last;
        }
    }

    private Pdu grow(Random random, List<Pdu> ends, List<Pdu> made, int i) {
        Pdu[] previous = IntStream.range(0, 1 + random.nextInt(2)).mapToObj(k -> ends.get(random.nextInt(ends.size())))
                .distinct().toArray(Pdu[]::new);
        return switch (random.nextInt(4)) {
            case 0 -> other.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "topic " + i), previous);
            case 1 -> other.state(carol, EventTypes.NAME, "", JsonNodes.object().put("name", "name " + i), previous);
            case 2 -> other.member(carol, "join", previous);
            default -> other.message(carol, "message " + i, previous);
        };
    }

    @Test
    void roomThatEveryLocalUserLeftStopsReceivingUntilItIsEnteredAgain() {
        Pdu leave = rooms.ours(other, EventTemplate.state(ALICE, EventTypes.MEMBER, ALICE.value(),
                JsonNodes.object().put("membership", "leave")), join);
        assertStored(receive(leave));
        Pdu unseen = other.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "while away"), leave);

        assertInstanceOf(ReceiveOutcome.Refused.class, receive(unseen).get(unseen.eventId()));
        Pdu again = rooms.enter(other, BOB, unseen);

        assertEquals(List.of(again.eventId()), extremities());
        assertEquals(other.stateBefore(List.of(again.eventId())), ids(head().state()));
        assertEquals(1, head().members().localJoined());
        assertStored(receive(other.message(carol, "welcome back", again)));
    }

    private Map<EventId, ReceiveOutcome> receive(Pdu... events) {
        return await(pipeline.receive(other.name, other.room(), Arrays.asList(events)));
    }

    private static void assertStored(Map<EventId, ReceiveOutcome> outcomes) {
        outcomes.forEach((id, outcome) -> assertInstanceOf(ReceiveOutcome.Stored.class, outcome));
    }

    private RoomHead head() {
        return await(reads.head(other.room())).orElseThrow();
    }

    private List<EventId> extremities() {
        return head().extremities().stream().map(EventRef::eventId).toList();
    }

    private StoredEvent stored(Pdu event) {
        return await(reads.byId(List.of(event.eventId()))).get(event.eventId());
    }

    private static Map<StateKey, EventId> ids(RoomState state) {
        Map<StateKey, EventId> ids = new HashMap<>();
        state.entries().forEach(entry -> ids.put(entry.getKey(), entry.getValue().eventId()));
        return ids;
    }
}
