package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.state.EventSource;
import org.colloque.protocol.state.StateResolution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Forked histories of rooms of each version, with unlawful events among the lawful, end in the state that the version's algorithm says,
 * however they come in.
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ForkedVersionsTest {

    private static final int EVENTS = 30;
    private static final int ORDERS = 3;

    @Inject
    EventPipeline pipeline;
    @Inject
    RoomReads reads;
    @Inject
    FederatedRooms rooms;

    static Stream<Arguments> histories() {
        return RoomVersions.all().stream().flatMap(version -> IntStream.range(0, ORDERS).mapToObj(order -> Arguments.of(version, order)));
    }

    @ParameterizedTest(name = "version {0}, order {1}")
    @MethodSource("histories")
    void shuffledForksEndInOneStateWithoutWhatIsUnlawful(RoomVersion version, int order) {
        SimulatedServer other = new SimulatedServer("other.example", version);
        FederatedRooms.reach(other);
        Random random = new Random(ORDERS * Integer.parseInt(version.id()) + order);
        ForkedHistory history = new ForkedHistory(other, random);
        Pdu last = history.grow(rooms.enter(other, ALICE, history.begin()), EVENTS);

        List<Pdu> arriving = new ArrayList<>(history.made);
        Collections.shuffle(arriving, random);
        for (int from = 0; from < arriving.size(); from += 4) {
            await(pipeline.receive(other.name, other.room(), arriving.subList(from, Math.min(from + 4, arriving.size()))));
        }

        StoredEvent stored = stored(last);
        assertEquals(EventStatus.ACCEPTED, stored.status());
        assertEquals(other.stateBefore(List.of(last.eventId())), ids(await(reads.stateBefore(stored))));
        RoomHead head = await(reads.head(other.room())).orElseThrow();
        Map<StateKey, EventId> now = ids(head.state());
        assertEquals(resolved(other, head.extremities().stream().map(EventRef::eventId).toList()), now);
        history.refused.forEach(event -> assertEquals(EventStatus.REJECTED, stored(event).status(), event::toString));
        history.evasive.forEach(event -> assertNotEquals(EventStatus.REJECTED, stored(event).status(), event::toString));
        Stream.concat(history.refused.stream(), history.evasive.stream())
                .forEach(event -> assertTrue(!now.containsValue(event.eventId()), event::toString));
    }

    private StoredEvent stored(Pdu event) {
        return stored(event.eventId());
    }

    private StoredEvent stored(EventId event) {
        return await(reads.byId(List.of(event))).get(event);
    }

    /** The state at these ends of the graph, of which some may be events with which this server joined others. */
    private Map<StateKey, EventId> resolved(SimulatedServer other, List<EventId> ends) {
        List<Map<StateKey, EventId>> states = ends.stream().map(end -> other.events.containsKey(end)
                ? other.statesAfter.get(end) : resolved(other, stored(end).pdu().prevEvents())).toList();
        return StateResolution.resolve(other.version, states, EventSource.of(other.events));
    }

    private static Map<StateKey, EventId> ids(RoomState state) {
        Map<StateKey, EventId> ids = new HashMap<>();
        state.entries().forEach(entry -> ids.put(entry.getKey(), entry.getValue().eventId()));
        return ids;
    }
}
