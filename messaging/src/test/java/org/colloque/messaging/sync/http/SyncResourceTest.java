package org.colloque.messaging.sync.http;

import static org.colloque.messaging.testing.Rooms.joined;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SyncResourceTest {

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void syncNeedsAToken() {
        RestAssured.get("/_matrix/client/v3/sync").then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void malformedParametersAreRefused() {
        for (Map<String, String> wrong : List.of(Map.of("since", "garbage"), Map.of("timeout", "soon"), Map.of("full_state", "perhaps"),
                Map.of("set_presence", "asleep"), Map.of("filter", "{\"room\":5}"), Map.of("filter", "4711"))) {
            alice.asking().queryParams(wrong).get("/_matrix/client/v3/sync").then().statusCode(400);
        }
    }

    @Test
    void firstSyncHoldsJoinedRoomsWithStateBeforeTheTimeline() {
        String room = Rooms.create(alice, Map.of("preset", "public_chat", "name", "Hearing"));
        Rooms.say(alice, room, "one");

        JsonPath answer = Rooms.sync(alice);

        List<String> timeline = answer.getList(joined(room) + ".timeline.events.type");
        assertThat(timeline, hasItems("m.room.message", "m.room.name"));
        assertThat(answer.getList(joined(room) + ".state.events"), is(empty()));
        assertThat(answer.getInt(joined(room) + ".summary.'m.joined_member_count'"), is(1));
        assertThat(answer.getString("account_data.events.find { it.type == 'm.push_rules' }.content.global"), not(nullValue()));
    }

    @Test
    void limitedFirstSyncHasStateAtItsStart() {
        String room = Rooms.create(alice, Map.of("preset", "public_chat", "name", "Hearing"));
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "before"));
        for (int i = 0; i < 3; i++) {
            Rooms.say(alice, room, "line " + i);
        }
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "after"));

        JsonPath answer = Rooms.sync(alice, Map.of("filter", "{\"room\":{\"timeline\":{\"limit\":2}}}"));

        assertThat(answer.getBoolean(joined(room) + ".timeline.limited"), is(true));
        assertThat(answer.getList(joined(room) + ".timeline.events"), hasSize(2));
        assertThat(answer.getString(joined(room) + ".state.events.find { it.type == 'm.room.topic' }.content.topic"), equalTo("before"));
        assertThat(answer.getString(joined(room) + ".timeline.events[1].unsigned.prev_content.topic"), equalTo("before"));
        assertThat(answer.getList(joined(room) + ".state.events.type"), hasItems("m.room.create", "m.room.member", "m.room.name"));
    }

    @Test
    void waitingSyncIsWokenByAMessage() throws Exception {
        String room = shared();
        JsonPath first = Rooms.sync(bob);
        long started = System.nanoTime();
        CompletableFuture<JsonPath> waiting = CompletableFuture.supplyAsync(() -> Rooms.next(bob, first, Map.of("timeout", 20_000)));
        Thread.sleep(300);
        String event = Rooms.say(alice, room, "wake up");

        JsonPath answer = waiting.get(15, TimeUnit.SECONDS);

        assertThat(answer.getList(joined(room) + ".timeline.events.event_id"), contains(event));
        assertThat(answer.getString(joined(room) + ".timeline.events[0].unsigned.membership"), equalTo("join"));
        assertThat(answer.getInt(joined(room) + ".timeline.events[0].unsigned.age"), greaterThanOrEqualTo(0));
        assertThat(answer.get(joined(room) + ".timeline.events[0].room_id"), is(nullValue()));
        assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started), is(lessThan(10L)));
    }

    @Test
    void nothingNewIsAnsweredWhenTheTimeIsOver() {
        shared();
        JsonPath first = Rooms.sync(bob);

        JsonPath answer = Rooms.next(bob, first, Map.of("timeout", 200));

        assertThat(answer.getMap(""), not(hasKey("rooms")));
    }

    @Test
    void senderFindsItsTransactionId() {
        String room = shared();
        JsonPath first = Rooms.sync(alice);
        Rooms.say(alice, room, "mine", "txn-4711");

        JsonPath answer = Rooms.next(alice, first);

        assertThat(answer.getString(joined(room) + ".timeline.events[0].unsigned.transaction_id"), equalTo("txn-4711"));
        assertThat(Rooms.sync(alice).getString(joined(room) + ".timeline.events[-1].unsigned.transaction_id"), equalTo("txn-4711"));
        assertThat(Rooms.sync(bob).get(joined(room) + ".timeline.events[-1].unsigned.transaction_id"), is(nullValue()));
    }

    @Test
    void joinedRoomComesWithItsWholeState() {
        String room = Rooms.create(alice, Map.of("preset", "public_chat", "name", "Hearing"));
        JsonPath first = Rooms.sync(bob);
        Rooms.join(bob, room);

        JsonPath answer = Rooms.next(bob, first, Map.of("filter", "{\"room\":{\"timeline\":{\"limit\":1}}}"));

        assertThat(answer.getList(joined(room) + ".state.events.type"), hasItems("m.room.create", "m.room.name", "m.room.power_levels"));
        assertThat(answer.getString(joined(room) + ".timeline.events[0].content.membership"), equalTo("join"));
        assertThat(answer.getBoolean(joined(room) + ".timeline.limited"), is(true));
    }

    @Test
    void gapIsLimitedAndHasTheStateThatChangedInIt() {
        String room = shared();
        JsonPath first = Rooms.sync(bob);
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "in the gap"));
        for (int i = 0; i < 4; i++) {
            Rooms.say(alice, room, "line " + i);
        }

        JsonPath answer = Rooms.next(bob, first, Map.of("filter", "{\"room\":{\"timeline\":{\"limit\":2}}}"));

        assertThat(answer.getBoolean(joined(room) + ".timeline.limited"), is(true));
        assertThat(answer.getList(joined(room) + ".timeline.events.content.body"), contains("line 2", "line 3"));
        assertThat(answer.getList(joined(room) + ".state.events.content.topic"), contains("in the gap"));
    }

    @Test
    void stateAfterHoldsTheStateAtTheEndOfTheTimeline() {
        String room = shared();
        for (String parameter : List.of("use_state_after", "org.matrix.msc4222.use_state_after")) {
            String field = parameter.equals("use_state_after") ? ".state_after" : ".'org.matrix.msc4222.state_after'";
            JsonPath first = Rooms.sync(bob, Map.of(parameter, "true"));
            assertThat(first.getList(joined(room) + field + ".events.type"), hasItems("m.room.create", "m.room.member"));
            assertThat(first.getMap(joined(room)), not(hasKey("state")));
            Rooms.state(alice, room, "m.room.topic", Map.of("topic", parameter));

            JsonPath answer = Rooms.next(bob, first, Map.of(parameter, "true"));

            assertThat(answer.getList(joined(room) + field + ".events.content.topic"), contains(parameter));
            assertThat(answer.getList(joined(room) + ".timeline.events.content.topic"), contains(parameter));
        }
    }

    @Test
    void lazyMembersAreThoseOfTheTimelineAndComeOnce() {
        String room = shared();
        Agent carol = Agents.register("carol");
        Rooms.join(carol, room);
        Rooms.say(alice, room, "hello");
        String filter = "{\"room\":{\"state\":{\"lazy_load_members\":true},\"timeline\":{\"limit\":1}}}";
        JsonPath first = Rooms.sync(bob, Map.of("filter", filter));
        List<String> members = first.getList(joined(room) + ".state.events.findAll { it.type == 'm.room.member' }.state_key");
        assertThat(members, hasItems(alice.userId().value(), bob.userId().value()));

        Rooms.say(carol, room, "first words");
        JsonPath second = Rooms.next(bob, first, Map.of("filter", filter));
        Rooms.say(carol, room, "again");
        JsonPath third = Rooms.next(bob, second, Map.of("filter", filter));

        assertThat(second.getList(joined(room) + ".state.events.state_key"),
                members.contains(carol.userId().value()) ? is(empty()) : contains(carol.userId().value()));
        assertThat(third.getList(joined(room) + ".state.events"), is(empty()));
    }

    @Test
    void leavingShowsTheRoomAsLeftAndRejoiningBringsItBackWhole() {
        String room = shared();
        JsonPath first = Rooms.sync(bob);
        Rooms.leave(bob, room);
        JsonPath left = Rooms.next(bob, first);
        assertThat(left.getString("rooms.leave.'" + room + "'.timeline.events[-1].content.membership"), equalTo("leave"));
        assertThat(left.getMap("rooms.join"), not(hasKey(room)));
        Rooms.say(alice, room, "while bob is away");
        Rooms.join(bob, room);

        JsonPath back = Rooms.next(bob, left);

        List<String> state = back.getList(joined(room) + ".state.events.type");
        List<String> timeline = back.getList(joined(room) + ".timeline.events.type");
        assertThat(List.of(state, timeline).stream().flatMap(List::stream).toList(), hasItems("m.room.create", "m.room.member"));
    }

    /** Neither the next sync, nor one with the whole state, nor one by an old token tells of what changed since. */
    @Test
    @Tag("CVE-2024-53867")
    void whatChangesAfterSomebodyLeftOrWasRemovedIsNotTold() {
        for (String way : List.of("leave", "kick", "ban")) {
            String room = shared();
            JsonPath first = Rooms.sync(bob);
            if (way.equals("leave")) {
                Rooms.leave(bob, room);
            } else {
                alice.asking().body(Map.of("user_id", bob.userId().value())).post("/_matrix/client/v3/rooms/{room}/" + way, room).then().statusCode(200);
            }
            JsonPath left = Rooms.next(bob, first);
            Rooms.state(alice, room, "m.room.topic", Map.of("topic", "decided without bob"));
            Rooms.say(alice, room, "decided without bob");
            String leaves = "{\"room\":{\"include_leave\":true}}";
            for (JsonPath answer : List.of(Rooms.next(bob, left), Rooms.next(bob, first), Rooms.sync(bob, Map.of("filter", leaves)),
                    Rooms.next(bob, left, Map.of("full_state", "true", "filter", leaves)), Rooms.next(bob, first, Map.of("use_state_after", "true")))) {
                assertThat(way, answer.prettify(), not(containsString("decided without bob")));
            }
        }
    }

    @Test
    void invitedUserSeesStrippedStateAndNothingMoreAfterRefusing() {
        String room = Rooms.create(alice, Map.of("preset", "private_chat", "name", "Secret"));
        JsonPath first = Rooms.sync(bob);
        Rooms.invite(alice, room, bob);

        JsonPath invited = Rooms.next(bob, first);
        String events = "rooms.invite.'" + room + "'.invite_state.events";
        assertThat(invited.getList(events + ".type"), hasItems("m.room.create", "m.room.name", "m.room.join_rules"));
        assertThat(invited.getString(events + ".find { it.state_key == '" + bob.userId().value() + "' }.content.membership"), equalTo("invite"));
        assertThat(invited.getString(events + ".find { it.state_key == '" + alice.userId().value() + "' }.content.membership"), equalTo("join"));
        Rooms.leave(bob, room);
        JsonPath refused = Rooms.next(bob, invited);

        assertThat(refused.getList("rooms.leave.'" + room + "'.timeline.events.content.membership"), contains("leave"));
        assertThat(Rooms.sync(bob).getString("rooms.invite.'" + room + "'"), is(nullValue()));
    }

    @Test
    void ignoredUsersAreNotHeardButTheirStateIs() {
        String room = shared();
        bob.asking().body(Map.of("ignored_users", Map.of(alice.userId().value(), Map.of())))
                .put("/_matrix/client/v3/user/{user}/account_data/m.ignored_user_list", bob.userId().value()).then().statusCode(200);
        JsonPath first = Rooms.sync(bob);
        Rooms.say(alice, room, "unheard");
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "seen"));

        JsonPath answer = Rooms.next(bob, first);

        assertThat(answer.getList(joined(room) + ".timeline.events.type"), not(hasItem("m.room.message")));
        assertThat(Rooms.sync(bob).getList(joined(room) + ".timeline.events.content.body"), not(hasItem("unheard")));
    }

    @Test
    void filterOfTypesAppliesToTimelineAndState() {
        String room = shared();
        Rooms.say(alice, room, "one");
        Rooms.state(alice, room, "m.room.topic", Map.of("topic", "t"));

        JsonPath answer = Rooms.sync(bob, Map.of("filter",
                "{\"room\":{\"timeline\":{\"types\":[\"m.room.mess*\"]},\"state\":{\"types\":[\"m.room.create\"]}}}"));

        assertThat(answer.getList(joined(room) + ".timeline.events.type"), contains("m.room.message"));
        assertThat(answer.getList(joined(room) + ".state.events.type"), containsInAnyOrder("m.room.create"));
    }

    @Test
    void archivedRoomsComeWhenAskedFor() {
        String room = shared();
        Rooms.leave(bob, room);
        Rooms.say(alice, room, "after bob");

        JsonPath answer = Rooms.sync(bob, Map.of("filter", "{\"room\":{\"include_leave\":true}}"));

        assertThat(answer.getString("rooms.leave.'" + room + "'.timeline.events[-1].content.membership"), equalTo("leave"));
        assertThat(Rooms.sync(bob).getString("rooms.leave.'" + room + "'"), is(nullValue()));
    }

    @Test
    void fullStateComesAgainOnRequest() {
        String room = shared();
        JsonPath first = Rooms.sync(bob);

        JsonPath answer = Rooms.next(bob, first, Map.of("full_state", "true"));

        assertThat(answer.getList(joined(room) + ".state.events.type"), hasItems("m.room.create", "m.room.power_levels"));
        assertThat(answer.getList(joined(room) + ".timeline.events"), is(empty()));
    }

    @Test
    void redactedEventSaysWhy() {
        String room = shared();
        String event = Rooms.say(alice, room, "regretted");
        JsonPath first = Rooms.sync(bob);
        alice.asking().body(Map.of("reason", "typo")).put("/_matrix/client/v3/rooms/{room}/redact/{event}/r1", room, event)
                .then().statusCode(200);

        JsonPath answer = Rooms.next(bob, first);
        assertThat(answer.getString(joined(room) + ".timeline.events[0].redacts"), equalTo(event));
        String path = joined(room) + ".timeline.events.find { it.event_id == '" + event + "' }";

        JsonPath whole = Rooms.sync(bob);
        assertThat(whole.getMap(path + ".content").isEmpty(), is(true));
        assertThat(whole.getString(path + ".unsigned.redacted_because.content.reason"), equalTo("typo"));
    }

    /** A room of Alice's in which Bob is too. */
    private String shared() {
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        return room;
    }
}
