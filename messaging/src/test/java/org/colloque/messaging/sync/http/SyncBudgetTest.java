package org.colloque.messaging.sync.http;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
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

/** What a sync costs in round trips to the database, on a warm node. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SyncBudgetTest {

    private static final String LAZY = "{\"room\":{\"state\":{\"lazy_load_members\":true}}}";

    @Inject
    RoundTrips roundTrips;

    @Test
    void recentTokenCostsNothing() {
        Agent alice = Agents.register("alice");
        Agent bob = Agents.register("bob");
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        JsonPath warm = Rooms.next(bob, Rooms.sync(bob), Map.of("timeout", 100));
        Rooms.say(alice, room, "news");
        JsonPath news = Rooms.next(bob, warm, Map.of("timeout", 10_000));
        assertThat(news.getList(Rooms.joined(room) + ".timeline.events").size(), is(1));

        assertThat(Cost.of(roundTrips, () -> Rooms.next(bob, warm)), is(0L));
        assertThat(Cost.of(roundTrips, () -> Rooms.next(bob, news, Map.of("timeout", 100))), is(0L));
        assertThat(Cost.of(roundTrips, () -> Rooms.next(bob, news, Map.of("timeout", 100, "filter", LAZY))), is(0L));
        assertThat(Cost.of(roundTrips, () -> Rooms.next(bob, warm, Map.of("filter", LAZY))), is(0L));
    }

    @Test
    void firstSyncCostsTheSameWhateverTheNumberOfRooms() {
        Agent alice = Agents.register("alice");
        Rooms.create(alice);
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
        return Cost.of(roundTrips, measurement -> Rooms.sync(fresh.get(measurement)));
    }
}
