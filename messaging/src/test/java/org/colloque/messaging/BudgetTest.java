package org.colloque.messaging;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.Cost;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the operations of a warm node cost in round trips to the database. Those of sends and syncs have their own tests. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class BudgetTest {

    private static final String CLIENT = "/_matrix/client/v3";

    @Inject
    RoundTrips roundTrips;

    private Agent alice;
    private List<Agent> others;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        others = IntStream.range(0, 5).mapToObj(i -> Agents.register("other" + i)).toList();
        others.forEach(this::warm);
        warm(alice);
    }

    @Test
    void keysOfManyUsersAreOneQuery() {
        Map<String, List<String>> asked = new HashMap<>();
        others.forEach(other -> asked.put(other.userId().value(), List.of()));
        assertThat(cost(() -> alice.asking().body(Map.of("device_keys", asked)).post(CLIENT + "/keys/query").then().statusCode(200)), is(1L));
    }

    @Test
    void keysOfManyDevicesAreOneClaim() {
        Map<String, Map<String, String>> asked = new HashMap<>();
        others.forEach(other -> {
            other.asking().body(Map.of("one_time_keys", Map.of("signed_curve25519:A", Map.of("key", "a", "signatures", Map.of()))))
                    .post(CLIENT + "/keys/upload").then().statusCode(200);
            asked.put(other.userId().value(), Map.of(other.device().value(), "signed_curve25519"));
        });
        assertThat(cost(() -> alice.asking().body(Map.of("one_time_keys", asked)).post(CLIENT + "/keys/claim").then().statusCode(200)), is(1L));
    }

    @Test
    void messagesToManyDevicesAreOneStatement() {
        Map<String, Map<String, Map<String, String>>> messages = new HashMap<>();
        others.forEach(other -> messages.put(other.userId().value(), Map.of(other.device().value(), Map.of("body", "psst"))));
        assertThat(cost(() -> alice.asking().body(Map.of("messages", messages))
                .put(CLIENT + "/sendToDevice/org.example.secret/" + UUID.randomUUID()).then().statusCode(200)), is(1L));
    }

    @Test
    void receiptCostsOneTypingAndPresenceNothing() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(others.getFirst());
        String first = room.message(alice, "first");
        Agent reader = others.getFirst();
        reader.asking().body("{}").post(room.path("/receipt/m.read/" + first)).then().statusCode(200);
        String second = room.message(alice, "second");
        assertThat(cost(() -> reader.asking().body("{}").post(room.path("/receipt/m.read/" + second)).then().statusCode(200)),
                lessThanOrEqualTo(1L));
        assertThat(cost(() -> reader.asking().body(Map.of("typing", true)).put(room.path("/typing/" + reader.userId())).then().statusCode(200)),
                is(0L));
        assertThat(cost(() -> reader.asking().body(Map.of("presence", "unavailable"))
                .put(CLIENT + "/presence/" + reader.userId() + "/status").then().statusCode(200)), is(0L));
    }

    private void warm(Agent agent) {
        agent.asking().queryParam("set_presence", "offline").get(CLIENT + "/sync").then().statusCode(200);
    }

    private long cost(Runnable operation) {
        return Cost.of(roundTrips, operation);
    }
}
