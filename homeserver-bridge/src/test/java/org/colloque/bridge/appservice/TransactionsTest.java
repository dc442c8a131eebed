package org.colloque.bridge.appservice;

import static org.colloque.bridge.appservice.TestBridge.as;
import static org.colloque.bridge.appservice.TestBridge.ghost;
import static org.colloque.bridge.testing.Eventually.awaited;
import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application service is told. Spec: application-service-api, "Pushing events". */
@QuarkusTest
@TestProfile(WithBridges.class)
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class TransactionsTest {

    private static final String CLIENT = "/_matrix/client/v3";

    private static TestBridge bridge;
    private String ghost;
    private Agent alice;
    private Agent bob;

    @BeforeAll
    static void startBridge() {
        bridge = TestBridge.start();
    }

    @AfterAll
    static void stopBridge() {
        bridge.close();
    }

    @BeforeEach
    void prepare() {
        bridge.forget();
        ghost = ghost("_irc_" + UUID.randomUUID().toString().substring(0, 8));
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void serviceHearsOfRoomsInWhichItsUsersAreFromTheirInviteToTheirLeaving() {
        String room = Rooms.create(alice, Map.of("preset", "public_chat"));
        Rooms.say(alice, room, "before anybody came");
        Map<String, String> whom = Map.of("user_id", ghost);
        alice.asking().body(whom).post(CLIENT + "/rooms/{room}/invite", room).then().statusCode(200);
        String between = Rooms.say(alice, room, "invited is not joined");
        as(ghost).body("{}").post(CLIENT + "/rooms/{room}/join", room).then().statusCode(200);
        String heard = Rooms.say(alice, room, "hello");
        as(ghost).body("{}").post(CLIENT + "/rooms/{room}/leave", room).then().statusCode(200);
        String after = Rooms.say(alice, room, "alone again");
        String last = mark();
        eventually(() -> assertTrue(ids().contains(last)));
        List<JsonNode> events = bridge.events().stream().filter(event -> event.path("room_id").asText().equals(room)).toList();
        assertEquals(List.of("invite", "join", "hello", "leave"), events.stream().map(TransactionsTest::gist).toList());
        assertFalse(ids().contains(between) || ids().contains(after));
        JsonNode message = events.get(2);
        assertEquals(heard, message.path("event_id").asText());
        assertEquals(alice.userId().value(), message.path("sender").asText());
        assertTrue(message.path("unsigned").path("age").isIntegralNumber() && message.path("origin_server_ts").asLong() > 0);
        assertEquals(ghost, events.get(1).path("state_key").asText());
    }

    @Test
    void serviceHearsOfRoomsWithItsAliasesAndOfWhatItsUsersDoElsewhere() {
        String room = Rooms.create(alice, Map.of("preset", "public_chat"));
        String unheard = Rooms.say(alice, room, "nobody listens");
        TestBridge.asking().body("{}").post(CLIENT + "/rooms/{room}/join", room).then().statusCode(200);
        TestBridge.asking().body(Map.of("room_id", room)).put(CLIENT + "/directory/room/{alias}", "#" + ghost.substring(1)).then().statusCode(200);
        TestBridge.asking().body("{}").post(CLIENT + "/rooms/{room}/leave", room).then().statusCode(200);
        String heard = Rooms.say(alice, room, "by its alias");
        eventually(() -> assertTrue(ids().contains(heard)));
        assertFalse(ids().contains(unheard));
    }

    @Test
    void eventsComeOnceAndInTheirOrderAlsoWhenManyAreSent() {
        String room = bridged(alice, bob);
        List<String> sent = new ArrayList<>(IntStream.range(0, 250).mapToObj(n -> Rooms.say(n % 2 == 0 ? alice : bob, room, "message " + n)).toList());
        eventually(() -> assertTrue(bridge.events(room).containsAll(sent)));
        assertEquals(sent, bridge.events(room).stream().filter(sent::contains).toList());
        assertEquals(1, bridge.mostInFlight());
    }

    @Test
    void transactionThatIsNotTakenIsSentAgainAsItWas() {
        String room = bridged(alice);
        bridge.answering(500, 0);
        String first = Rooms.say(alice, room, "one");
        eventually(() -> assertTrue(bridge.told().size() >= 2));
        String second = Rooms.say(alice, room, "two");
        eventually(() -> assertTrue(bridge.told().size() >= 3));
        bridge.answering(200, 0);
        eventually(() -> assertTrue(bridge.events(room).containsAll(List.of(first, second))));
        assertEquals(List.of(first, second), bridge.events(room).stream().filter(List.of(first, second)::contains).toList());
        Map<String, String> bodies = new HashMap<>();
        bridge.told().forEach(one -> assertEquals(bodies.computeIfAbsent(one.id(), id -> one.body()), one.body()));
        assertTrue(bridge.told().size() > bodies.size());
    }

    @Test
    void serviceThatWasAwayHearsOfAllThatItMissed() {
        String room = bridged(alice);
        bridge.down();
        List<String> missed = new ArrayList<>();
        try {
            IntStream.range(0, 5).forEach(n -> missed.add(Rooms.say(alice, room, "missed " + n)));
        } finally {
            bridge.up();
        }
        eventually(() -> assertTrue(bridge.events(room).containsAll(missed)));
        assertEquals(missed, bridge.events(room).stream().filter(missed::contains).toList());
    }

    @Test
    void slowServiceIsWaitedForAndGetsOneTransactionAtATime() {
        String room = bridged(alice);
        bridge.answering(200, 700);
        List<String> sent = IntStream.range(0, 6).mapToObj(n -> Rooms.say(alice, room, "slowly " + n)).toList();
        eventually(() -> assertTrue(bridge.events(room).containsAll(sent)));
        assertEquals(1, bridge.mostInFlight());
        assertEquals(bridge.told().size(), bridge.told().stream().map(TestBridge.Told::id).distinct().count());
    }

    @Test
    void redactionsTellWhatTheyRedact() {
        String room = bridged(alice);
        String event = Rooms.say(alice, room, "a slip");
        String redaction = alice.asking().body("{}").put(CLIENT + "/rooms/{room}/redact/{event}/t1", room, event).then().statusCode(200).extract().path("event_id");
        JsonNode told = awaited(() -> bridge.events().stream().filter(one -> one.path("event_id").asText().equals(redaction)).findFirst().orElse(null));
        assertEquals(event, told.path("content").path("redacts").asText(told.path("redacts").asText()));
    }

    @Test
    void receiptsAndTypingOfItsRoomsAreTold() {
        String room = bridged(alice);
        String elsewhere = Rooms.create(bob);
        String event = Rooms.say(alice, room, "read me");
        String unread = Rooms.say(bob, elsewhere, "private");
        alice.asking().body("{}").post(CLIENT + "/rooms/{room}/receipt/m.read/{event}", room, event).then().statusCode(200);
        alice.asking().body(Map.of("typing", true, "timeout", 30_000)).put(CLIENT + "/rooms/{room}/typing/{user}", room, alice.userId().value()).then().statusCode(200);
        bob.asking().body("{}").post(CLIENT + "/rooms/{room}/receipt/m.read/{event}", elsewhere, unread).then().statusCode(200);
        JsonNode receipt = awaited(() -> bridge.ephemeral("m.receipt").stream().findFirst().orElse(null));
        assertEquals(room, receipt.path("room_id").asText());
        assertTrue(receipt.path("content").path(event).path("m.read").path(alice.userId().value()).path("ts").isIntegralNumber());
        JsonNode typing = awaited(() -> bridge.ephemeral("m.typing").stream().findFirst().orElse(null));
        assertEquals(room, typing.path("room_id").asText());
        assertEquals(alice.userId().value(), typing.path("content").path("user_ids").path(0).asText());
        Rooms.say(alice, room, "end");
        assertTrue(bridge.ephemeral("m.receipt").stream().noneMatch(one -> one.path("room_id").asText().equals(elsewhere)));
    }

    @Test
    void privateReceiptsAreToldOfItsOwnUsersAlone() {
        String room = bridged(alice);
        String event = Rooms.say(alice, room, "read me");
        alice.asking().body("{}").post(CLIENT + "/rooms/{room}/receipt/m.read.private/{event}", room, event).then().statusCode(200);
        as(ghost).body("{}").post(CLIENT + "/rooms/{room}/receipt/m.read.private/{event}", room, event).then().statusCode(200);
        JsonNode receipt = awaited(() -> bridge.ephemeral("m.receipt").stream().findFirst().orElse(null));
        assertTrue(receipt.path("content").path(event).path("m.read.private").has(ghost));
        assertFalse(receipt.toString().contains(alice.userId().value()));
    }

    @Test
    void presenceOfThoseWhoShareARoomIsTold() {
        bridged(alice);
        alice.asking().body(Map.of("presence", "unavailable", "status_msg", "at lunch")).put(CLIENT + "/presence/{user}/status", alice.userId().value()).then().statusCode(200);
        bob.asking().body(Map.of("presence", "unavailable")).put(CLIENT + "/presence/{user}/status", bob.userId().value()).then().statusCode(200);
        JsonNode told = awaited(() -> bridge.ephemeral("m.presence").stream()
                .filter(one -> one.path("content").path("status_msg").asText().equals("at lunch")).findFirst().orElse(null));
        assertEquals(alice.userId().value(), told.path("sender").asText());
        assertTrue(bridge.ephemeral("m.presence").stream().noneMatch(one -> one.path("sender").asText().equals(bob.userId().value())));
    }

    @Test
    void messagesToItsDevicesAreToldAndThenGone() {
        as(ghost).body(Map.of()).put(CLIENT + "/devices/BRIDGE").then().statusCode(201);
        Map<String, Object> messages = Map.of("messages", Map.of(ghost, Map.of("BRIDGE", Map.of("words", "psst"))));
        alice.asking().body(messages).put(CLIENT + "/sendToDevice/m.test/t1").then().statusCode(200);
        JsonNode told = awaited(() -> bridge.told().stream().flatMap(one -> one.json().path("de.sorunome.msc2409.to_device").valueStream())
                .filter(one -> one.path("to_user_id").asText().equals(ghost)).findFirst().orElse(null));
        assertEquals(List.of("BRIDGE", "m.test", alice.userId().value(), "psst"), List.of(told.path("to_device_id").asText(), told.path("type").asText(),
                told.path("sender").asText(), told.path("content").path("words").asText()));
        eventually(() -> assertEquals(1, bridge.told().stream().flatMap(one -> one.json().path("de.sorunome.msc2409.to_device").valueStream())
                .filter(one -> one.path("to_user_id").asText().equals(ghost)).count()));
    }

    @Test
    void devicesOfThoseWhoShareARoomAndCountsOfKeysAreTold() {
        bridged(alice);
        as(ghost).body(Map.of()).put(CLIENT + "/devices/BRIDGE").then().statusCode(201);
        alice.asking().body(Map.of("display_name", "renamed")).put(CLIENT + "/devices/" + alice.device().value()).then().statusCode(200);
        bob.asking().body(Map.of("display_name", "renamed")).put(CLIENT + "/devices/" + bob.device().value()).then().statusCode(200);
        eventually(() -> assertTrue(changed().contains(alice.userId().value())));
        String last = mark();
        eventually(() -> assertTrue(ids().contains(last)));
        assertFalse(changed().contains(bob.userId().value()));
    }

    @Test
    void whoLeavesTheLastSharedRoomIsSaidToHaveLeft() {
        String room = bridged(alice, bob);
        Rooms.leave(bob, room);
        eventually(() -> assertTrue(bridge.told().stream().anyMatch(one -> one.json().path("org.matrix.msc3202.device_lists").path("left").valueStream()
                .anyMatch(user -> user.asText().equals(bob.userId().value())))));
    }

    private List<String> changed() {
        return bridge.told().stream().flatMap(one -> one.json().path("org.matrix.msc3202.device_lists").path("changed").valueStream())
                .map(JsonNode::asText).toList();
    }

    /** A room in which the ghost is, and these agents. */
    private String bridged(Agent... agents) {
        String room = as(ghost).body(Map.of("preset", "public_chat")).post(CLIENT + "/createRoom").then().statusCode(200).extract().path("room_id");
        List.of(agents).forEach(agent -> Rooms.join(agent, room));
        eventually(() -> assertTrue(bridge.events().stream().filter(event -> event.path("room_id").asText().equals(room))
                .filter(event -> gist(event).equals("join")).count() > agents.length));
        return room;
    }

    /** An event that the service hears of for sure. */
    private String mark() {
        String room = as(ghost).body(Map.of("preset", "public_chat")).post(CLIENT + "/createRoom").then().statusCode(200).extract().path("room_id");
        return as(ghost).body(Map.of("msgtype", "m.text", "body", "mark")).put(CLIENT + "/rooms/{room}/send/m.room.message/mark", room)
                .then().statusCode(200).extract().path("event_id");
    }

    private static List<String> ids() {
        return bridge.events().stream().map(event -> event.path("event_id").asText()).toList();
    }

    private static String gist(JsonNode event) {
        return event.path("content").path("membership").asText(event.path("content").path("body").asText());
    }
}
