package org.colloque.messaging.sync.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sliding sync tells beside rooms. Spec: MSC4186, "Extensions". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SlidingExtensionsTest {

    private static final String CLIENT = "/_matrix/client/v3";

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void messagesToTheDeviceStayUntilTheirOwnTokenComesBack() {
        Map<String, Object> encryption = Map.of("conn_id", "encryption", "extensions", Sliding.extension("to_device"));
        Map<String, Object> roomList = Map.of("conn_id", "room-list", "lists", Map.of("all", Sliding.list(9, 1)));
        JsonPath empty = Sliding.first(alice, encryption);
        JsonPath list = Sliding.first(alice, roomList);
        send("one");
        send("two");
        list = Sliding.now(alice, roomList, list);
        assertThat(list.<Object>get("extensions.to_device"), is(nullValue()));

        JsonPath two = Sliding.next(alice, since(encryption, empty, 1), empty);
        assertThat(two.getList("extensions.to_device.events.content.body"), contains("one"));
        JsonPath again = Sliding.now(alice, since(encryption, empty, 100), two);
        assertThat("not acknowledged yet", again.getList("extensions.to_device.events.content.body"), contains("one", "two"));
        JsonPath rest = Sliding.now(alice, since(encryption, two, 100), again);
        assertThat(rest.getList("extensions.to_device.events.content.body"), contains("two"));
        JsonPath none = Sliding.now(alice, since(encryption, rest, 100), rest);
        assertThat(none.getList("extensions.to_device.events"), is(empty()));
        assertThat("they are gone for classic sync too", Rooms.sync(alice).getList("to_device.events"), is(nullValue()));
    }

    @Test
    void waitingConnectionWakesForAMessageToTheDevice() {
        Map<String, Object> body = Map.of("extensions", Sliding.extension("to_device"));
        JsonPath first = Sliding.first(alice, body);
        send("wake");

        assertThat(Sliding.next(alice, since(body, first, 10), first).getList("extensions.to_device.events.sender"), contains(bob.userId().value()));
    }

    @Test
    void deviceListsTellOfAllRoomsWithoutAnyList() {
        String room = Rooms.create(alice);
        Map<String, Object> body = Map.of("conn_id", "encryption", "extensions", Sliding.extension("e2ee"));
        JsonPath first = Sliding.first(alice, body);
        assertThat(first.getInt("extensions.e2ee.device_one_time_keys_count.signed_curve25519"), is(0));
        assertThat(first.getList("extensions.e2ee.device_unused_fallback_key_types"), is(empty()));

        Rooms.join(bob, room);
        JsonPath came = Sliding.next(alice, body, first);
        assertThat(came.getList("extensions.e2ee.device_lists.changed"), contains(bob.userId().value()));
        assertThat(Sliding.rooms(came), is(empty()));
        Rooms.leave(bob, room);
        JsonPath went = Sliding.next(alice, body, came);
        assertThat(went.getList("extensions.e2ee.device_lists.left"), contains(bob.userId().value()));
        String other = Rooms.create(bob);
        Rooms.join(alice, other);
        JsonPath joined = Sliding.next(alice, body, went);
        assertThat(joined.getList("extensions.e2ee.device_lists.changed"), hasItem(bob.userId().value()));
        Rooms.leave(alice, other);
        assertThat(Sliding.next(alice, body, joined).getList("extensions.e2ee.device_lists.left"), hasItem(bob.userId().value()));
    }

    @Test
    void accountDataComesWholeAndThenWhatIsNew() {
        String room = Rooms.create(alice);
        put("/user/{user}/account_data/a.b", Map.of("v", 1), alice.userId().value());
        put("/user/{user}/rooms/{room}/account_data/c.d", Map.of("v", 1), alice.userId().value(), room);
        Map<String, Object> body = Sliding.with(Sliding.all(Sliding.list(9, 1)), "extensions", Sliding.extension("account_data"));
        JsonPath first = Sliding.first(alice, body);
        assertThat(first.getList("extensions.account_data.global.type"), hasItem("a.b"));
        assertThat(first.getList("extensions.account_data.global.type"), hasItem("m.push_rules"));
        assertThat(first.getList("extensions.account_data.rooms.'" + room + "'.type"), contains("c.d"));

        put("/user/{user}/rooms/{room}/account_data/e.f", Map.of("v", 1), alice.userId().value(), room);
        JsonPath next = Sliding.next(alice, body, first);
        assertThat(next.getList("extensions.account_data.rooms.'" + room + "'.type"), contains("e.f"));
        assertThat(next.getList("extensions.account_data.global"), is(empty()));
        assertThat(Sliding.rooms(next), is(empty()));
        assertThat(Sliding.now(alice, body, next).<Object>get("extensions.account_data"), is(nullValue()));
    }

    @Test
    void extensionThatIsAskedForLaterTellsEverything() {
        String room = Rooms.create(alice);
        put("/user/{user}/rooms/{room}/account_data/c.d", Map.of("v", 1), alice.userId().value(), room);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        JsonPath first = Sliding.first(alice, body);

        JsonPath next = Sliding.now(alice, Sliding.with(body, "extensions", Sliding.extension("account_data")), first);

        assertThat(next.getList("extensions.account_data.rooms.'" + room + "'.type"), contains("c.d"));
        assertThat(next.getList("extensions.account_data.global.type"), hasItem("m.push_rules"));
    }

    @Test
    void extensionsKeepToTheirListsAndRooms() {
        String inList = Rooms.create(alice);
        put("/user/{user}/rooms/{room}/account_data/c.d", Map.of("v", 1), alice.userId().value(), inList);
        Map<String, Object> lists = Sliding.all(Sliding.list(9, 1));
        Map<String, Object> both = Sliding.with(lists, "room_subscriptions", Map.of(inList, Sliding.subscription(1)));

        assertThat(rooms(lists, Map.of("lists", List.of("other"))), is(Map.of()));
        assertThat(rooms(lists, Map.of("lists", List.of("all"))), hasKey(inList));
        assertThat(rooms(lists, Map.of("lists", List.of("*"))), hasKey(inList));
        assertThat(rooms(both, Map.of("lists", List.of(), "rooms", List.of())), is(Map.of()));
        assertThat(rooms(both, Map.of("lists", List.of(), "rooms", List.of(inList))), hasKey(inList));
    }

    @Test
    void receiptsAndTypingOfTheRoomsAreTold() {
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        String event = Rooms.say(alice, room, "read me");
        Map<String, Object> body = Sliding.with(Sliding.all(Sliding.list(9, 1)), "extensions",
                Map.of("receipts", Map.of("enabled", true), "typing", Map.of("enabled", true)));
        JsonPath first = Sliding.first(alice, body);
        assertThat(first.<Object>get("extensions.typing"), is(nullValue()));

        bob.asking().body("{}").post(CLIENT + "/rooms/{room}/receipt/m.read/{event}", room, event).then().statusCode(200);
        JsonPath read = Sliding.next(alice, body, first);
        assertThat(read.getString("extensions.receipts.rooms.'" + room + "'.type"), is("m.receipt"));
        assertThat(read.<Object>get("extensions.receipts.rooms.'" + room + "'.content.'" + event + "'.'m.read'.'" + bob.userId().value() + "'.ts"),
                is(notNullValue()));
        bob.asking().body(Map.of("typing", true, "timeout", 30_000)).put(CLIENT + "/rooms/{room}/typing/{user}", room, bob.userId().value())
                .then().statusCode(200);
        JsonPath typing = Sliding.next(alice, body, read);
        assertThat(typing.getList("extensions.typing.rooms.'" + room + "'.content.user_ids"), contains(bob.userId().value()));
        JsonPath later = Sliding.first(alice, body);
        assertThat(later.<Object>get("extensions.receipts.rooms.'" + room + "'.content.'" + event + "'"), is(notNullValue()));
        assertThat(later.getList("extensions.typing.rooms.'" + room + "'.content.user_ids"), contains(bob.userId().value()));
    }

    @Test
    void readingOnAnotherDeviceLowersTheCounts() {
        String room = Rooms.create(alice);
        Rooms.join(bob, room);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        JsonPath first = Sliding.first(alice, body);
        String event = Rooms.say(bob, room, "one");
        JsonPath unread = Sliding.next(alice, body, first);
        assertThat(unread.getInt("rooms.'" + room + "'.notification_count"), is(1));

        alice.onAnotherDevice().asking().body("{}").post(CLIENT + "/rooms/{room}/receipt/m.read/{event}", room, event).then().statusCode(200);

        JsonPath seen = Sliding.next(alice, body, unread);
        assertThat(seen.getInt("rooms.'" + room + "'.notification_count"), is(0));
        assertThat(Sliding.room(seen, room), not(hasKey("initial")));
    }

    private Map<String, Object> rooms(Map<String, Object> body, Map<String, ?> scope) {
        return Sliding.first(alice, Sliding.with(body, "extensions", Sliding.extension("account_data", scope))).get("extensions.account_data.rooms");
    }

    private Map<String, Object> since(Map<String, Object> body, JsonPath before, int limit) {
        return Sliding.with(body, "extensions", Sliding.extension("to_device",
                Map.of("since", before.getString("extensions.to_device.next_batch"), "limit", limit)));
    }

    private void send(String text) {
        bob.asking().body(Map.of("messages", Map.of(alice.userId().value(), Map.of(alice.device().value(), Map.of("body", text)))))
                .put(CLIENT + "/sendToDevice/m.test/{transaction}", UUID.randomUUID().toString()).then().statusCode(200);
    }

    private void put(String path, Map<String, ?> body, Object... parts) {
        alice.asking().body(body).put(CLIENT + path, parts).then().statusCode(200);
    }
}
