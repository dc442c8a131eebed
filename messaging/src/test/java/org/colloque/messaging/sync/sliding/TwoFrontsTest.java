package org.colloque.messaging.sync.sliding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client of classic sync and one of sliding sync see the same, whatever happens: the same rooms, the same timelines, the same state. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TwoFrontsTest {

    private static final int ROUNDS = 25;
    private static final long SEED = 4186;
    private static final Map<String, Object> EVERYTHING = Sliding.all(Sliding.list(99, 50, "*", "*"));
    private static final String FILTER = "{\"room\":{\"timeline\":{\"limit\":50}}}";

    private final Seen classic = new Seen();
    private final Seen sliding = new Seen();

    private Agent alice;
    private Agent bob;
    private Agent watcher;

    /** What a client has of its joined rooms: events of timelines in order, and the state by slot. */
    private static final class Seen {
        private final Map<String, List<String>> timelines = new TreeMap<>();
        private final Map<String, Map<String, String>> states = new TreeMap<>();

        void take(String room, boolean anew, List<Map<String, Object>> state, List<Map<String, Object>> timeline) {
            if (anew) {
                timelines.remove(room);
                states.remove(room);
            }
            List<String> events = timelines.computeIfAbsent(room, ignored -> new ArrayList<>());
            Map<String, String> slots = states.computeIfAbsent(room, ignored -> new TreeMap<>());
            timeline.stream().map(event -> (String) event.get("event_id")).forEach(events::add);
            for (Map<String, Object> event : state) {
                slots.put(event.get("type") + "|" + event.get("state_key"), (String) event.get("event_id"));
            }
        }

        void drop(String room) {
            timelines.remove(room);
            states.remove(room);
        }
    }

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        watcher = alice.onAnotherDevice();
    }

    @Test
    void bothFrontsTellTheSame() {
        Random random = new Random(SEED);
        List<String> rooms = new ArrayList<>(List.of(Rooms.create(alice), Rooms.create(bob, Map.of("preset", "public_chat"))));
        JsonPath token = Rooms.sync(alice, Map.of("filter", FILTER, "use_state_after", true));
        JsonPath pos = Sliding.first(watcher, EVERYTHING);
        takeClassic(token);
        takeSliding(pos);
        for (int round = 0; round < ROUNDS; round++) {
            for (int step = 0; step < 3; step++) {
                act(random, rooms);
            }
            token = Rooms.sync(alice, Map.of("filter", FILTER, "use_state_after", true, "since", token.getString("next_batch")));
            pos = Sliding.now(watcher, EVERYTHING, pos);
            takeClassic(token);
            takeSliding(pos);
            assertEquals(classic.timelines, sliding.timelines, "round " + round);
            assertEquals(classic.states, sliding.states, "round " + round);
        }
        Seen anew = new Seen();
        Sliding.first(watcher, EVERYTHING).<Map<String, Map<String, Object>>>get("rooms").forEach((room, told) -> take(anew, room, told));
        assertEquals(classic.states, anew.states);
    }

    private void act(Random random, List<String> rooms) {
        String room = rooms.get(random.nextInt(rooms.size()));
        switch (random.nextInt(7)) {
            case 0 -> rooms.add(Rooms.create(random.nextBoolean() ? alice : bob, Map.of("preset", "public_chat")));
            case 1, 2 -> alice.asking().body("{}").post("/_matrix/client/v3/rooms/{room}/join", room);
            case 3 -> bob.asking().body("{}").post("/_matrix/client/v3/rooms/{room}/join", room);
            case 4 -> alice.asking().body("{}").post("/_matrix/client/v3/rooms/{room}/leave", room);
            case 5 -> bob.asking().body(Map.of("topic", "t" + random.nextInt())).put("/_matrix/client/v3/rooms/{room}/state/m.room.topic", room);
            default -> (random.nextBoolean() ? alice : bob).asking().body(Map.of("msgtype", "m.text", "body", "m" + random.nextInt()))
                    .put("/_matrix/client/v3/rooms/{room}/send/m.room.message/{transaction}", room, "t" + random.nextLong());
        }
    }

    private void takeClassic(JsonPath answer) {
        Map<String, Map<String, Object>> joined = answer.get("rooms.join");
        if (joined != null) {
            joined.forEach((room, told) -> {
                Map<String, Object> timeline = map(told, "timeline");
                boolean anew = events(map(told, "state_after"), "events").stream().anyMatch(event -> "m.room.create".equals(event.get("type")));
                classic.take(room, anew, events(map(told, "state_after"), "events"), events(timeline, "events"));
            });
        }
        Map<String, Object> left = answer.get("rooms.leave");
        if (left != null) {
            left.keySet().forEach(classic::drop);
        }
    }

    private void takeSliding(JsonPath answer) {
        answer.<Map<String, Map<String, Object>>>get("rooms").forEach((room, told) -> take(sliding, room, told));
    }

    private static void take(Seen seen, String room, Map<String, Object> told) {
        if ("join".equals(told.get("membership"))) {
            seen.take(room, Boolean.TRUE.equals(told.get("initial")), events(told, "required_state"), events(told, "timeline"));
        } else if (told.containsKey("membership")) {
            seen.drop(room);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> in, String field) {
        return (Map<String, Object>) in.getOrDefault(field, new LinkedHashMap<>());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> events(Map<String, Object> in, String field) {
        return (List<Map<String, Object>>) in.getOrDefault(field, List.of());
    }
}
