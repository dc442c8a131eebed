package org.colloque.messaging.sync.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sliding sync tells of rooms. Spec: MSC4186, "Room results". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SlidingRoomsTest {

    private static final String LAZY = "$LAZY";

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void firstAnswerTellsTheRoomWhole() {
        String room = Rooms.create(alice, Map.of("name", "Tea", "preset", "public_chat"));
        Rooms.join(bob, room);
        Rooms.say(bob, room, "one");
        Rooms.say(bob, room, "two");

        JsonPath first = Sliding.first(alice, Sliding.all(Sliding.list(9, 1, "m.room.create", "", "m.room.member", "$ME")));

        Map<String, Object> told = Sliding.room(first, room);
        assertThat(first.getInt("lists.all.count"), is(1));
        assertThat(told.get("initial"), is(true));
        assertThat(told.get("name"), is("Tea"));
        assertThat(told.get("membership"), is("join"));
        assertThat(told.get("lists"), is(List.of("all")));
        assertThat(told.get("limited"), is(true));
        assertThat(told.get("num_live"), is(0));
        assertThat(told.get("joined_count"), is(2));
        assertThat(told.get("invited_count"), is(0));
        assertThat(told.get("notification_count"), is(2));
        assertThat(told.get("prev_batch"), notNullValue());
        assertThat(told, not(hasKey("heroes")));
        assertThat(Sliding.bodies(first, room), contains("two"));
        assertThat(Sliding.state(first, room), contains("m.room.create|", "m.room.member|" + alice.userId().value()));
        alice.asking().queryParam("dir", "b").queryParam("from", first.getString("pos")).get("/_matrix/client/v3/rooms/{room}/messages", room)
                .then().statusCode(200);
    }

    @Test
    void nextAnswerTellsOnlyWhatIsNew() {
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 5, "m.room.topic", ""));
        JsonPath first = Sliding.first(alice, body);

        Rooms.say(bob, room, "one");
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "cake"));
        Rooms.state(alice, room, "m.room.name", Map.of("name", "Tea"));
        JsonPath next = Sliding.now(alice, body, first);

        Map<String, Object> told = Sliding.room(next, room);
        assertThat(told, not(hasKey("initial")));
        assertThat(told.get("num_live"), is(3));
        assertThat(told.get("limited"), is(false));
        assertThat(told.get("name"), is("Tea"));
        assertThat(Sliding.state(next, room), contains("m.room.topic|"));
        assertThat(Sliding.rooms(Sliding.now(alice, body, next)), is(empty()));
        Rooms.state(alice, room, "m.room.name", Map.of());
        JsonPath unnamed = Sliding.now(alice, body, next);
        assertThat(Sliding.room(unnamed, room), hasKey("name"));
        assertThat(Sliding.room(unnamed, room).get("name"), is((Object) null));
    }

    @Test
    void roomWithoutANameHasHeroesWithTheirProfiles() {
        bob.asking().body(Map.of("displayname", "Bob")).put("/_matrix/client/v3/profile/{user}/displayname", bob.userId().value()).then().statusCode(200);
        String room = Rooms.create(alice, Map.of("preset", "private_chat"));
        Rooms.invite(alice, room, bob);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        JsonPath first = Sliding.first(alice, body);
        assertThat(first.getList("rooms.'" + room + "'.heroes.user_id"), contains(bob.userId().value()));
        assertThat(Sliding.room(first, room).get("invited_count"), is(1));

        Rooms.join(bob, room);
        JsonPath next = Sliding.now(alice, body, first);

        assertThat(Sliding.room(next, room).get("joined_count"), is(2));
        assertThat(Sliding.room(next, room).get("invited_count"), is(0));
        assertThat(Sliding.room(next, room).get("heroes"), is(List.of(Map.of("user_id", bob.userId().value(), "displayname", "Bob"))));
    }

    @Test
    void newsBeyondTheLimitAreLimited() {
        String room = Rooms.create(alice);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 2));
        JsonPath first = Sliding.first(alice, body);
        for (int i = 0; i < 4; i++) {
            Rooms.say(alice, room, "m" + i);
        }

        JsonPath next = Sliding.now(alice, body, first);

        assertThat(Sliding.bodies(next, room), contains("m2", "m3"));
        assertThat(Sliding.room(next, room).get("limited"), is(true));
        assertThat(Sliding.room(next, room).get("num_live"), is(2));
    }

    @Test
    void lazyMembersComeWithTheTimelineAndOnce() {
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        Agent carol = Agents.register("carol");
        Rooms.join(carol, room);
        Rooms.say(bob, room, "one");
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1, "m.room.member", LAZY));
        JsonPath first = Sliding.first(alice, body);
        assertThat(Sliding.state(first, room), contains("m.room.member|" + bob.userId().value()));

        Rooms.say(bob, room, "two");
        JsonPath again = Sliding.now(alice, body, first);
        assertThat(Sliding.state(again, room), is(empty()));

        Rooms.say(carol, room, "three");
        JsonPath other = Sliding.now(alice, body, again);
        assertThat(Sliding.state(other, room), contains("m.room.member|" + carol.userId().value()));
        assertThat("a request that comes again gets the same", Sliding.state(Sliding.now(alice, body, again), room),
                contains("m.room.member|" + carol.userId().value()));
    }

    @Test
    void everyChangeOfAMembershipComesToThoseWhoLoadThemLazily() {
        String room = Rooms.create(alice);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 5, "m.room.member", LAZY));
        JsonPath first = Sliding.first(alice, body);

        Rooms.join(bob, room);

        assertThat(Sliding.state(Sliding.now(alice, body, first), room), contains("m.room.member|" + bob.userId().value()));
    }

    @Test
    void everythingButMembersIsWantedByAsteriskAndLaziness() {
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        Rooms.say(alice, room, "one");

        List<String> state = Sliding.state(Sliding.first(alice, Sliding.all(Sliding.list(9, 1, "*", "*", "m.room.member", LAZY))), room);
        assertThat(state, hasItem("m.room.create|"));
        assertThat(state, hasItem("m.room.power_levels|"));
        assertThat(state, hasItem("m.room.member|" + alice.userId().value()));
        assertThat(state, not(hasItem("m.room.member|" + bob.userId().value())));

        List<String> members = Sliding.state(Sliding.first(alice, Sliding.all(Sliding.list(9, 1, "m.room.member", "*"))), room);
        assertThat(members, containsInAnyOrder("m.room.member|" + alice.userId().value(), "m.room.member|" + bob.userId().value()));
    }

    @Test
    void subscriptionExpandsTheTimelineAndTheState() {
        String room = Rooms.create(alice);
        for (int i = 0; i < 5; i++) {
            Rooms.say(alice, room, "m" + i);
        }
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        JsonPath first = Sliding.first(alice, body);
        assertThat(Sliding.bodies(first, room), contains("m4"));

        Map<String, Object> more = Sliding.with(body, "room_subscriptions", Map.of(room, Sliding.subscription(4, "m.room.create", "")));
        JsonPath expanded = Sliding.now(alice, more, first);

        assertThat(Sliding.bodies(expanded, room), contains("m1", "m2", "m3", "m4"));
        assertThat(Sliding.room(expanded, room).get("unstable_expanded_timeline"), is(true));
        assertThat(Sliding.room(expanded, room), not(hasKey("initial")));
        assertThat(Sliding.room(expanded, room).get("num_live"), is(0));
        assertThat(Sliding.state(expanded, room), contains("m.room.create|"));
        assertThat("once is enough", Sliding.rooms(Sliding.now(alice, more, expanded)), is(empty()));
        JsonPath closed = Sliding.now(alice, body, expanded);
        assertThat(Sliding.rooms(closed), is(empty()));
        assertThat("it has not gone meanwhile", Sliding.rooms(Sliding.now(alice, more, closed)), is(empty()));
    }

    @Test
    void subscriptionTellsNothingOfARoomOfOthers() {
        String room = Rooms.create(bob);

        JsonPath first = Sliding.first(alice, Map.of("room_subscriptions", Map.of(room, Sliding.subscription(10, "*", "*"), "!none:example.org",
                Sliding.subscription(10))));

        assertThat(Sliding.rooms(first), is(empty()));
    }

    @Test
    void inviteComesWithItsStrippedStateAndJoiningStartsTheRoom() {
        String room = Rooms.create(bob, Map.of("name", "Tea"));
        Map<String, Object> body = Sliding.all(Sliding.list(9, 5, "m.room.create", ""));
        JsonPath first = Sliding.first(alice, body);
        Rooms.invite(bob, room, alice);

        JsonPath invited = Sliding.next(alice, body, first);

        assertThat(Sliding.room(invited, room).get("membership"), is("invite"));
        assertThat(Sliding.room(invited, room).get("initial"), is(true));
        assertThat(invited.getList("rooms.'" + room + "'.invite_state.type"), hasItem("m.room.name"));
        assertThat(Sliding.rooms(Sliding.now(alice, body, invited)), is(empty()));
        Rooms.join(alice, room);
        JsonPath joined = Sliding.next(alice, body, invited);
        assertThat(Sliding.room(joined, room).get("initial"), is(true));
        assertThat(Sliding.room(joined, room).get("membership"), is("join"));
        assertThat(Sliding.state(joined, room), contains("m.room.create|"));
        assertThat(Sliding.room(joined, room), not(hasKey("invite_state")));
    }

    @Test
    void rejectedInviteIsToldOnce() {
        String room = Rooms.create(bob);
        Rooms.invite(bob, room, alice);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 5));
        JsonPath first = Sliding.first(alice, body);

        Rooms.leave(alice, room);
        JsonPath left = Sliding.now(alice, body, first);

        assertThat(Sliding.room(left, room).get("membership"), is("leave"));
        assertThat(left.getList("rooms.'" + room + "'.timeline.content.membership"), contains("leave"));
        assertThat(Sliding.rooms(Sliding.now(alice, body, left)), is(empty()));
    }

    @Test
    void leftRoomIsToldOnceAndOnlyToWhoHadIt() {
        String room = Rooms.create(bob);
        Rooms.join(alice, room);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 5));
        JsonPath first = Sliding.first(alice, body);
        Rooms.leave(alice, room);
        Rooms.say(bob, room, "gone?");

        JsonPath left = Sliding.now(alice, body, first);

        assertThat(Sliding.room(left, room).get("membership"), is("leave"));
        assertThat(left.getList("rooms.'" + room + "'.timeline.type"), everyItem(is("m.room.member")));
        assertThat(Sliding.rooms(Sliding.now(alice, body, left)), is(empty()));
        assertThat(Sliding.rooms(Sliding.first(alice, body)), is(empty()));
        Rooms.join(alice, room);
        JsonPath back = Sliding.now(alice, body, left);
        assertThat(Sliding.room(back, room).get("initial"), is(true));
    }

    @Test
    void leftRoomIsThereForWhoSubscribesToIt() {
        String room = Rooms.create(bob);
        Rooms.join(alice, room);
        Rooms.say(bob, room, "before");
        Rooms.leave(alice, room);
        Rooms.say(bob, room, "after");
        Map<String, Object> body = Sliding.with(Sliding.all(Sliding.list(9, 1)), "room_subscriptions", Map.of(room, Sliding.subscription(20, "m.room.create", "")));

        JsonPath first = Sliding.first(alice, body);

        assertThat(first.getInt("lists.all.count"), is(0));
        assertThat(Sliding.room(first, room).get("membership"), is("leave"));
        assertThat(Sliding.bodies(first, room), hasItem("before"));
        assertThat(Sliding.bodies(first, room), not(hasItem("after")));
        assertThat(Sliding.state(first, room), contains("m.room.create|"));
        assertThat(Sliding.rooms(Sliding.now(alice, body, first)), is(empty()));
    }

    @Test
    void knockIsToldWithWhatMayBeSeenFromOutside() {
        String room = Rooms.create(bob, Map.of("name", "Club", "room_version", "10", "initial_state", List.of(Map.of("type", "m.room.join_rules",
                "state_key", "", "content", Map.of("join_rule", "knock")))));
        alice.asking().body("{}").post("/_matrix/client/v3/knock/{room}", room).then().statusCode(200);

        JsonPath first = Sliding.first(alice, Sliding.all(Sliding.list(9, 1)));

        assertThat(Sliding.room(first, room).get("membership"), is("knock"));
        assertThat(first.getList("rooms.'" + room + "'.invite_state.type"), hasItem("m.room.name"));
    }

    @Test
    void whoWasRemovedIsToldAlsoOnANewConnection() {
        String room = Rooms.create(bob);
        Rooms.join(alice, room);
        bob.asking().body(Map.of("user_id", alice.userId().value())).post("/_matrix/client/v3/rooms/{room}/ban", room).then().statusCode(200);
        Rooms.say(bob, room, "gone");
        String never = Rooms.create(bob);
        bob.asking().body(Map.of("user_id", alice.userId().value())).post("/_matrix/client/v3/rooms/{room}/ban", never).then().statusCode(200);

        JsonPath first = Sliding.first(alice, Sliding.all(Sliding.list(9, 5, "m.room.create", "")));

        assertThat(Sliding.rooms(first), contains(room));
        assertThat(Sliding.room(first, room).get("membership"), is("ban"));
        assertThat(Sliding.bodies(first, room), not(hasItem("gone")));
        assertThat(Sliding.state(first, room), contains("m.room.create|"));
        assertThat(Sliding.rooms(Sliding.now(alice, Sliding.all(Sliding.list(9, 5, "m.room.create", "")), first)), is(empty()));
        alice.asking().body("{}").post("/_matrix/client/v3/rooms/{room}/forget", room).then().statusCode(200);
        assertThat(Sliding.rooms(Sliding.first(alice, Sliding.all(Sliding.list(9, 5)))), is(empty()));
    }

    @Test
    void hiddenHistoryStaysHiddenAlsoWhenTheTimelineExpands() {
        String room = Rooms.create(bob, Map.of("preset", "public_chat"));
        Rooms.state(bob, room, "m.room.history_visibility", Map.of("history_visibility", "joined"));
        Rooms.say(bob, room, "secret");
        Rooms.join(alice, room);
        Rooms.say(bob, room, "open");
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        JsonPath first = Sliding.first(alice, body);
        JsonPath more = Sliding.now(alice, Sliding.all(Sliding.list(9, 20)), first);

        assertThat(Sliding.bodies(Sliding.first(alice, Sliding.all(Sliding.list(9, 20))), room), not(hasItem("secret")));
        assertThat(Sliding.bodies(more, room), hasItem("open"));
        assertThat(Sliding.bodies(more, room), not(hasItem("secret")));
    }

    @Test
    void ignoredUsersAreLeftOut() {
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 5));
        alice.asking().body(Map.of("ignored_users", Map.of(bob.userId().value(), Map.of())))
                .put("/_matrix/client/v3/user/{user}/account_data/m.ignored_user_list", alice.userId().value()).then().statusCode(200);
        JsonPath first = Sliding.first(alice, body);
        Rooms.say(bob, room, "noise");
        Rooms.invite(bob, Rooms.create(bob), alice);

        assertThat(Sliding.rooms(Sliding.now(alice, body, first)), is(empty()));
        assertThat(Sliding.bodies(Sliding.first(alice, body), room), not(hasItem("noise")));
    }

    @Test
    void editsAreToldWithTheTimeline() {
        String room = Rooms.create(alice);
        String event = Rooms.say(alice, room, "draft");
        Rooms.send(alice, room, "m.room.message", Map.of("msgtype", "m.text", "body", "* done", "m.new_content", Map.of("msgtype", "m.text",
                "body", "done"), "m.relates_to", Map.of("rel_type", "m.replace", "event_id", event)), "edit");

        JsonPath first = Sliding.first(alice, Sliding.all(Sliding.list(9, 2)));

        assertThat(first.getList("rooms.'" + room + "'.timeline.unsigned.'m.relations'.'m.replace'"), hasItem(notNullValue()));
    }

    @Test
    void bumpStampFollowsMessagesAlone() {
        String room = Rooms.create(alice);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        JsonPath first = Sliding.first(alice, body);
        int stamp = (int) Sliding.room(first, room).get("bump_stamp");

        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "cake"));
        JsonPath topic = Sliding.now(alice, body, first);
        assertThat(Sliding.room(topic, room), not(hasKey("bump_stamp")));
        Rooms.say(alice, room, "one");
        assertThat((int) Sliding.room(Sliding.now(alice, body, topic), room).get("bump_stamp"), greaterThan(stamp));
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "tea"));
        JsonPath anew = Sliding.first(alice, body);
        assertThat((int) Sliding.room(anew, room).get("bump_stamp"), greaterThan(stamp));
    }
}
