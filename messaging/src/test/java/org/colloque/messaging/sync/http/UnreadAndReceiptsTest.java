package org.colloque.messaging.sync.http;

import static org.colloque.messaging.testing.Rooms.joined;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UnreadAndReceiptsTest {

    private static final String RECEIPT = "/_matrix/client/v3/rooms/{room}/receipt/{type}/{event}";
    private static final String THREADS = "{\"room\":{\"timeline\":{\"unread_thread_notifications\":true}}}";

    private Agent alice;
    private Agent bob;
    private String room;

    @BeforeEach
    void meet() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = Rooms.create(alice);
        Rooms.join(bob, room);
    }

    @Test
    void nameThatSomebodyGoesByInTheRoomHighlights() {
        Agent named = Agents.register("named");
        Agent other = Agents.register("other");
        named.asking().body(Map.of("conditions", List.of(Map.of("kind", "contains_display_name")),
                        "actions", List.of("notify", Map.of("set_tweak", "highlight"))))
                .put("/_matrix/client/v3/pushrules/global/override/name").then().statusCode(200);
        String room = Rooms.create(named);
        Rooms.join(other, room);
        JsonPath before = Rooms.sync(named);
        named.asking().body(Map.of("membership", "join", "displayname", "Madame la Directrice"))
                .put("/_matrix/client/v3/rooms/{room}/state/m.room.member/{user}", room, named.userId().value()).then().statusCode(200);
        Rooms.say(other, room, "Bonjour madame la directrice, tout va bien ?");
        Rooms.say(other, room, "et les autres ?");
        JsonPath answer = Rooms.sync(named, Map.of("since", before.getString("next_batch")));
        assertThat(answer.getInt(Rooms.joined(room) + ".unread_notifications.highlight_count"), is(1));
        assertThat(answer.getInt(Rooms.joined(room) + ".unread_notifications.notification_count"), is(2));
    }

    @Test
    void messagesCountUntilTheyAreRead() {
        JsonPath first = Rooms.sync(bob);
        String one = Rooms.say(alice, room, "one");
        Rooms.say(alice, room, "two");
        JsonPath unread = until(bob, first, 2);
        assertThat(unread.getInt(joined(room) + ".unread_notifications.highlight_count"), is(0));

        receipt(bob, "m.read", one, Map.of()).statusCode(200);
        JsonPath half = until(bob, unread, 1);
        assertThat(half.getString(joined(room) + ".ephemeral.events.find { it.type == 'm.receipt' }.content"), is(notNullValue()));

        Rooms.say(bob, room, "my own words");
        until(bob, half, 0);
    }

    @Test
    void mentionIsAHighlight() {
        JsonPath first = Rooms.sync(bob);
        Rooms.send(alice, room, "m.room.message", Map.of("msgtype", "m.text", "body", "Bob?",
                "m.mentions", Map.of("user_ids", List.of(bob.userId().value()))), "t1");

        JsonPath answer = Rooms.next(bob, first);

        assertThat(answer.getInt(joined(room) + ".unread_notifications.highlight_count"), is(1));
    }

    @Test
    void threadsAreCountedApartWhenAskedFor() {
        JsonPath first = Rooms.sync(bob);
        String root = Rooms.say(alice, room, "root");
        String reply = Rooms.send(alice, room, "m.room.message", Map.of("msgtype", "m.text", "body", "in thread",
                "m.relates_to", Map.of("rel_type", "m.thread", "event_id", root)), "t2");

        JsonPath answer = untilThread(first, root, 1);
        assertThat(answer.getInt(joined(room) + ".unread_notifications.notification_count"), is(1));
        receipt(bob, "m.read", reply, Map.of("thread_id", "main")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        receipt(bob, "m.read", reply, Map.of("thread_id", root)).statusCode(200);

        JsonPath after = Rooms.next(bob, answer, Map.of("filter", THREADS));
        assertThat(after.getString(joined(room) + ".unread_thread_notifications"), is(nullValue()));
        assertThat(after.getInt(joined(room) + ".unread_notifications.notification_count"), is(1));
    }

    @Test
    void privateReceiptIsShownToNobodyElse() {
        String event = Rooms.say(alice, room, "read me");
        JsonPath first = Rooms.sync(alice);
        receipt(bob, "m.read.private", event, Map.of()).statusCode(200);
        receipt(bob, "m.read", event, Map.of()).statusCode(200);

        JsonPath seen = Rooms.next(alice, first);

        String content = joined(room) + ".ephemeral.events[0].content.'" + event + "'";
        assertThat(seen.getMap(content).keySet().stream().map(Object::toString).toList(), contains("m.read"));
        assertThat(Rooms.sync(bob).getMap(content).size(), is(2));
    }

    @Test
    void readMarkerIsAccountData() {
        String event = Rooms.say(alice, room, "mark me");
        JsonPath first = Rooms.sync(bob);
        bob.asking().body(Map.of("m.fully_read", event, "m.read", event)).post("/_matrix/client/v3/rooms/{room}/read_markers", room)
                .then().statusCode(200);

        JsonPath answer = Rooms.sync(bob);

        String marker = joined(room) + ".account_data.events.find { it.type == 'm.fully_read' }.content.event_id";
        assertThat(answer.getString(marker), equalTo(event));
        assertThat(Rooms.next(bob, first).getMap("rooms.join").size(), is(1));
        bob.asking().body(Map.of("event_id", event)).put("/_matrix/client/v3/user/{user}/rooms/{room}/account_data/m.fully_read",
                bob.userId().value(), room).then().statusCode(405).body("errcode", equalTo("M_BAD_JSON"));
    }

    @Test
    @Tag("CVE-2023-42453")
    void receiptsAreForMembersAndOfKnownTypes() {
        String event = Rooms.say(alice, room, "x");
        Agent stranger = Agents.register("stranger");
        receipt(stranger, "m.read", event, Map.of()).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        receipt(bob, "m.seen", event, Map.of()).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        receipt(bob, "m.read", event, Map.of("thread_id", "")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        receipt(bob, "m.read", event, Map.of("thread_id", 5)).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        receipt(bob, "m.fully_read", event, Map.of("thread_id", "main")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void typingIsShownAndEnds() {
        JsonPath first = Rooms.sync(alice);
        typing(bob, Map.of("typing", true, "timeout", 700)).statusCode(200);

        JsonPath begun = Rooms.next(alice, first);
        assertThat(begun.getList(typingUsers()), contains(bob.userId().value()));
        JsonPath ended = Rooms.next(alice, begun);
        assertThat(ended.getList(typingUsers()), is(empty()));

        typing(bob, Map.of()).statusCode(400);
        typing(Agents.register("stranger"), Map.of("typing", true)).statusCode(403);
        alice.asking().body(Map.of("typing", true)).put("/_matrix/client/v3/rooms/{room}/typing/{user}", room, bob.userId().value())
                .then().statusCode(403);
    }

    private ValidatableResponse typing(Agent by, Map<String, ?> body) {
        return by.asking().body(body).put("/_matrix/client/v3/rooms/{room}/typing/{user}", room, by.userId().value()).then();
    }

    private String typingUsers() {
        return joined(room) + ".ephemeral.events.find { it.type == 'm.typing' }.content.user_ids";
    }

    private ValidatableResponse receipt(Agent by, String type, String event, Map<String, ?> body) {
        return by.asking().body(body).post(RECEIPT, room, type, event).then();
    }

    private JsonPath until(Agent by, JsonPath from, int notifications) {
        JsonPath answer = from;
        for (int i = 0; i < 5; i++) {
            answer = Rooms.next(by, answer);
            if (answer.getInt(joined(room) + ".unread_notifications.notification_count") == notifications) {
                return answer;
            }
        }
        throw new AssertionError("never " + notifications + " unread: " + answer.prettify());
    }

    private JsonPath untilThread(JsonPath from, String root, int notifications) {
        JsonPath answer = from;
        for (int i = 0; i < 5; i++) {
            answer = Rooms.next(bob, answer, Map.of("filter", THREADS));
            Integer count = answer.get(joined(room) + ".unread_thread_notifications.'" + root + "'.notification_count");
            if (count != null && count == notifications) {
                return answer;
            }
        }
        throw new AssertionError("never " + notifications + " unread in the thread: " + answer.prettify());
    }
}
