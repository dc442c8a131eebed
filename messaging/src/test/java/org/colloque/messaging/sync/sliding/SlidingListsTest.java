package org.colloque.messaging.sync.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rooms a sliding sync tells of. Spec: MSC4186, "Lists". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SlidingListsTest {

    private static final String DATA = "/_matrix/client/v3/user/{user}/account_data/{type}";

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void windowHoldsTheRoomsThatWereActiveLast() {
        List<String> rooms = rooms(4);
        JsonPath first = Sliding.first(alice, Sliding.all(Sliding.list(1, 1)));

        assertThat(first.getInt("lists.all.count"), is(4));
        assertThat(Sliding.rooms(first), containsInAnyOrder(rooms.get(2), rooms.get(3)));
        Rooms.state(alice, rooms.get(0), "m.room.topic", Map.of("topic", "any event counts"));
        JsonPath next = Sliding.now(alice, Sliding.all(Sliding.list(1, 1)), first);
        assertThat(Sliding.rooms(next), contains(rooms.get(0)));
        assertThat(Sliding.room(next, rooms.get(0)).get("initial"), is(true));
        assertThat("what was new when it came into the window", Sliding.room(next, rooms.get(0)).get("num_live"), is(1));
    }

    @Test
    void growingRangeBringsTheRoomsThatWereNotSent() {
        List<String> rooms = rooms(4);
        JsonPath first = Sliding.first(alice, Sliding.all(Sliding.list(1, 1)));

        JsonPath more = Sliding.now(alice, Sliding.all(Sliding.list(3, 1)), first);

        assertThat(Sliding.rooms(more), containsInAnyOrder(rooms.get(0), rooms.get(1)));
        assertThat(Sliding.room(more, rooms.get(0)).get("num_live"), is(0));
        assertThat(Sliding.rooms(Sliding.now(alice, Sliding.all(Sliding.list(3, 1)), more)), is(empty()));
        assertThat("the answer that got lost", Sliding.rooms(Sliding.now(alice, Sliding.all(Sliding.list(3, 1)), first)),
                containsInAnyOrder(rooms.get(0), rooms.get(1)));
    }

    @Test
    void roomThatComesBackIntoTheWindowTellsWhatHappenedMeanwhile() {
        List<String> rooms = rooms(3);
        Map<String, Object> favourites = Map.of("lists", Map.of("f", Sliding.filtered(Map.of("tags", List.of("m.favourite")))));
        tag(rooms.get(0), "m.favourite");
        JsonPath first = Sliding.first(alice, favourites);
        assertThat(Sliding.rooms(first), contains(rooms.get(0)));
        untag(rooms.get(0), "m.favourite");
        Rooms.say(alice, rooms.get(0), "meanwhile");
        Rooms.say(alice, rooms.get(1), "elsewhere");
        JsonPath nothing = Sliding.now(alice, favourites, first);
        assertThat(Sliding.rooms(nothing), is(empty()));
        assertThat(nothing.getInt("lists.f.count"), is(0));

        tag(rooms.get(0), "m.favourite");
        JsonPath back = Sliding.now(alice, favourites, nothing);

        assertThat(Sliding.rooms(back), contains(rooms.get(0)));
        assertThat(Sliding.bodies(back, rooms.get(0)), contains("meanwhile"));
        assertThat(Sliding.room(back, rooms.get(0)), not(hasKey("initial")));
    }

    @Test
    void severalRulesForARoomAreTakenTogether() {
        String room = rooms(1).getFirst();
        Rooms.say(alice, room, "one");
        Rooms.say(alice, room, "two");

        JsonPath first = Sliding.first(alice, Map.of("lists", Map.of("a", Sliding.list(9, 1, "m.room.create", ""), "b",
                Sliding.list(9, 2, "m.room.power_levels", "")), "room_subscriptions", Map.of(room, Sliding.subscription(0, "m.room.join_rules", ""))));

        assertThat(Sliding.state(first, room), contains("m.room.create|", "m.room.join_rules|", "m.room.power_levels|"));
        assertThat(Sliding.bodies(first, room), contains("one", "two"));
        assertThat((List<?>) Sliding.room(first, room).get("lists"), containsInAnyOrder("a", "b"));
    }

    @Test
    void filtersAreByStateMembershipAndOwnData() {
        Agent bob = Agents.register("bob");
        String plain = Rooms.create(alice, Map.of("name", "Plain tea"));
        String encrypted = Rooms.create(alice, Map.of("initial_state", List.of(Map.of("type", "m.room.encryption", "state_key", "", "content",
                Map.of("algorithm", "m.megolm.v1.aes-sha2")))));
        String space = Rooms.create(alice, Map.of("creation_content", Map.of("type", "m.space")));
        String invite = Rooms.create(bob, Map.of("name", "Bob's"));
        Rooms.invite(bob, invite, alice);
        alice.asking().body(Map.of(bob.userId().value(), List.of(encrypted))).put(DATA, alice.userId().value(), "m.direct").then().statusCode(200);
        alice.asking().body(Map.of("via", List.of("example.org"))).put("/_matrix/client/v3/rooms/{room}/state/m.space.child/{child}", space, plain)
                .then().statusCode(200);
        tag(plain, "m.favourite");

        assertThat(of(Map.of()), containsInAnyOrder(plain, encrypted, space, invite));
        assertThat(of(Map.of("is_encrypted", true)), contains(encrypted));
        assertThat(of(Map.of("is_encrypted", false)), containsInAnyOrder(plain, space, invite));
        assertThat(of(Map.of("is_dm", true)), contains(encrypted));
        assertThat(of(Map.of("is_dm", false)), containsInAnyOrder(plain, space, invite));
        assertThat(of(Map.of("is_invite", true)), contains(invite));
        assertThat(of(Map.of("is_invited", false)), containsInAnyOrder(plain, encrypted, space));
        assertThat(of(Map.of("room_types", List.of("m.space"))), contains(space));
        assertThat(of(Map.of("room_types", Arrays.asList("m.other", null))), containsInAnyOrder(plain, encrypted, invite));
        assertThat(of(Map.of("not_room_types", List.of("m.space"))), containsInAnyOrder(plain, encrypted, invite));
        assertThat(of(Map.of("room_types", List.of("m.space"), "not_room_types", List.of("m.space"))), is(empty()));
        assertThat(of(Map.of("tags", List.of("m.favourite"))), contains(plain));
        assertThat(of(Map.of("not_tags", List.of("m.favourite"))), containsInAnyOrder(encrypted, space, invite));
        assertThat(of(Map.of("spaces", List.of(space))), contains(plain));
        assertThat(of(Map.of("spaces", List.of(invite))), is(empty()));
        assertThat(of(Map.of("room_name_like", "TEA")), contains(plain));
    }

    @Test
    void filtersFollowTheState() {
        String room = rooms(1).getFirst();
        Map<String, Object> body = Sliding.all(Sliding.filtered(Map.of("is_encrypted", true)));
        JsonPath first = Sliding.first(alice, body);
        assertThat(Sliding.rooms(first), is(empty()));

        Rooms.state(alice, room, "m.room.encryption", Map.of("algorithm", "m.megolm.v1.aes-sha2"));

        assertThat(Sliding.rooms(Sliding.now(alice, body, first)), contains(room));
    }

    @Test
    void roomThatBecomesDirectIsTold() {
        String room = rooms(1).getFirst();
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        JsonPath first = Sliding.first(alice, body);
        assertThat(Sliding.room(first, room).getOrDefault("is_dm", false), is(false));

        alice.asking().body(Map.of("@bob:example.org", List.of(room))).put(DATA, alice.userId().value(), "m.direct").then().statusCode(200);
        JsonPath next = Sliding.now(alice, body, first);

        assertThat(Sliding.room(next, room).get("is_dm"), is(true));
        assertThat(Sliding.rooms(Sliding.now(alice, body, next)), is(empty()));
    }

    private List<String> of(Map<String, ?> filter) {
        return Sliding.rooms(Sliding.first(alice, Sliding.all(Sliding.filtered(filter))));
    }

    private List<String> rooms(int number) {
        List<String> rooms = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            rooms.add(Rooms.create(alice));
        }
        return rooms;
    }

    private void tag(String room, String tag) {
        alice.asking().body("{}").put("/_matrix/client/v3/user/{user}/rooms/{room}/tags/{tag}", alice.userId().value(), room, tag).then().statusCode(200);
    }

    private void untag(String room, String tag) {
        alice.asking().delete("/_matrix/client/v3/user/{user}/rooms/{room}/tags/{tag}", alice.userId().value(), room, tag).then().statusCode(200);
    }
}
