package org.colloque.messaging.sync.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.Cost;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.Test;

/** What a sliding sync costs in round trips to the database, on a warm node. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SlidingBudgetTest {

    private static final Map<String, Object> EXTENSIONS = Map.of("account_data", Map.of("enabled", true), "receipts", Map.of("enabled", true),
            "typing", Map.of("enabled", true));
    private static final Map<String, Object> ROOM_LIST = Sliding.with(Sliding.all(Sliding.list(99, 1, "m.room.name", "", "m.room.encryption", "",
            "m.room.member", "$LAZY", "m.room.member", "$ME")), "extensions", EXTENSIONS);

    @Inject
    RoundTrips roundTrips;

    @Test
    void recentPositionCostsNothing() {
        Agent alice = Agents.register("alice");
        Agent bob = Agents.register("bob");
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        JsonPath warm = Sliding.now(bob, ROOM_LIST, Sliding.first(bob, ROOM_LIST));
        Rooms.say(alice, room, "news");
        JsonPath news = Sliding.next(bob, ROOM_LIST, warm);
        assertThat(Sliding.bodies(news, room), is(List.of("news")));

        assertThat(Cost.of(roundTrips, () -> Sliding.after(bob, ROOM_LIST, warm, 10_000)), is(0L));
        assertThat(Cost.of(roundTrips, () -> Sliding.after(bob, ROOM_LIST, news, 1)), is(0L));
        JsonPath idle = Sliding.now(bob, encryption(Map.of()), Sliding.first(bob, encryption(Map.of())));
        Map<String, Object> acknowledged = encryption(Map.of("since", idle.getString("extensions.to_device.next_batch")));
        assertThat(Cost.of(roundTrips, () -> Sliding.after(bob, acknowledged, idle, 1)), is(0L));
    }

    /** The connection of clients' encryption. The token of its messages to the device is not that of the connection. */
    private static Map<String, Object> encryption(Map<String, Object> toDevice) {
        Map<String, Object> enabled = new HashMap<>(toDevice);
        enabled.put("enabled", true);
        return Map.of("conn_id", "encryption", "extensions", Map.of("e2ee", Map.of("enabled", true), "to_device", enabled));
    }

    @Test
    void firstWindowCostsTheSameWhateverTheNumberOfRooms() {
        Agent alice = Agents.register("alice");
        Rooms.say(alice, Rooms.create(alice), "hello");
        long one = cost(alice);
        for (int i = 0; i < 9; i++) {
            Rooms.say(alice, Rooms.create(alice, Map.of("name", "room " + i)), "hello");
        }
        long ten = cost(alice);

        assertThat(ten, lessThanOrEqualTo(8L));
        assertThat(ten, lessThanOrEqualTo(one));
    }

    private long cost(Agent agent) {
        List<Agent> fresh = Stream.generate(agent::onAnotherDevice).limit(Cost.MEASUREMENTS).toList();
        return Cost.of(roundTrips, measurement -> Sliding.first(fresh.get(measurement), ROOM_LIST));
    }
}
