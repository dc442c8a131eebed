package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Forked histories of rooms of each version end in the state that the version's algorithm says, however they come in. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ForkedVersionsTest {

    private static final int EVENTS = 20;

    @Inject
    EventPipeline pipeline;
    @Inject
    RoomReads reads;
    @Inject
    FederatedRooms rooms;

    static Stream<RoomVersion> versions() {
        return RoomVersions.all().stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void shuffledForksEndInOneState(RoomVersion version) {
        SimulatedServer other = new SimulatedServer("other.example", version);
        UserId carol = other.user("carol");
        FederatedRooms.reach(other);
        Pdu join = rooms.enter(other, ALICE, other.createRoom(carol, "public"));
        Random random = new Random(Integer.parseInt(version.id()));
        List<Pdu> ends = new ArrayList<>(List.of(join));
        List<Pdu> made = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Pdu event = grow(other, random, ends, i);
            made.add(event);
            ends.removeIf(end -> event.prevEvents().contains(end.eventId()) && random.nextInt(3) > 0);
            ends.add(event);
        }
        Pdu last = other.message(carol, "end", ends.stream().limit(20).toArray(Pdu[]::new));
        made.add(last);
        Collections.shuffle(made, random);
        for (int from = 0; from < made.size(); from += 4) {
            await(pipeline.receive(other.name, other.room(), made.subList(from, Math.min(from + 4, made.size()))));
        }
        StoredEvent stored = await(reads.byId(List.of(last.eventId()))).get(last.eventId());
        assertEquals(EventStatus.ACCEPTED, stored.status());
        assertEquals(other.stateBefore(List.of(last.eventId())), ids(await(reads.stateBefore(stored))));
    }

    private static Pdu grow(SimulatedServer other, Random random, List<Pdu> ends, int i) {
        UserId carol = other.user("carol");
        Pdu[] previous = IntStream.range(0, 1 + random.nextInt(2)).mapToObj(k -> ends.get(random.nextInt(ends.size())))
                .distinct().toArray(Pdu[]::new);
        return switch (random.nextInt(5)) {
            case 0 -> other.state(carol, EventTypes.TOPIC, "", JsonNodes.object().put("topic", "topic " + i), previous);
            case 1 -> other.state(carol, EventTypes.JOIN_RULES, "", JsonNodes.object().put("join_rule", i % 2 == 0 ? "public" : "invite"), previous);
            case 2 -> other.member(carol, "join", previous);
            case 3 -> other.state(carol, EventTypes.MEMBER, other.user("dave").value(),
                    JsonNodes.object().put("membership", "ban").put("reason", "reason " + i), previous);
            default -> other.message(carol, "message " + i, previous);
        };
    }

    private static Map<StateKey, EventId> ids(RoomState state) {
        Map<StateKey, EventId> ids = new HashMap<>();
        state.entries().forEach(entry -> ids.put(entry.getKey(), entry.getValue().eventId()));
        return ids;
    }
}
