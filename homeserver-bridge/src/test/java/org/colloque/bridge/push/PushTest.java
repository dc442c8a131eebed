package org.colloque.bridge.push;

import static org.colloque.bridge.testing.Eventually.awaited;
import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.bridge.testing.PushGateway;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notifications through a push gateway, from the pusher's setting on. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class PushTest {

    private static final String PUSHERS = "/_matrix/client/v3/pushers";
    private static final String NONE_OF_IT = "nothing.of.it";
    private static PushGateway gateway;

    private Agent alice;
    private Agent bob;
    private String room;
    private String key;

    @BeforeAll
    static void startGateway() {
        gateway = PushGateway.start();
    }

    @AfterAll
    static void stopGateway() {
        gateway.close();
    }

    @BeforeEach
    void meet() {
        gateway.down(false);
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        key = "key-" + UUID.randomUUID();
        room = Rooms.create(alice, Map.of("preset", "public_chat", "name", "Cabinet"));
        Rooms.join(bob, room);
    }

    @Test
    void messageBetweenTwoIsPushedWithAllThatTheGatewayMayShow() {
        set(bob, Map.of("url", gateway.url(), "default_payload", Map.of("aps", 1))).statusCode(200);
        String event = Rooms.say(alice, room, "bonjour");
        JsonNode told = awaited(() -> gateway.told(key).stream().findFirst().orElse(null));
        assertEquals(List.of(event, room, "m.room.message", alice.userId().value(), "Cabinet", "high"), List.of(told.path("event_id").asText(),
                told.path("room_id").asText(), told.path("type").asText(), told.path("sender").asText(), told.path("room_name").asText(),
                told.path("prio").asText()));
        assertEquals("bonjour", told.path("content").path("body").asText());
        assertEquals(1, told.path("counts").path("unread").asInt());
        JsonNode device = told.path("devices").path(0);
        assertEquals("fr.example.app", device.path("app_id").asText());
        assertEquals(1, device.path("data").path("default_payload").path("aps").asInt());
        assertFalse(device.path("data").has("url"));
        assertEquals("default", device.path("tweaks").path("sound").asText());
        assertTrue(device.path("pushkey_ts").asLong() > 0);
    }

    @Test
    void gatewayThatWantsIdsAloneLearnsNoMore() {
        set(bob, Map.of("url", gateway.url(), "format", "event_id_only")).statusCode(200);
        String event = Rooms.send(alice, room, "m.room.encrypted", Map.of("algorithm", "m.megolm.v1.aes-sha2", "ciphertext", "AwgAE",
                "session_id", "s", "device_id", "D", "sender_key", "k"), UUID.randomUUID().toString());
        JsonNode told = awaited(() -> gateway.told(key).stream().findFirst().orElse(null));
        assertEquals(event, told.path("event_id").asText());
        assertEquals(room, told.path("room_id").asText());
        assertEquals("high", told.path("prio").asText());
        assertEquals("event_id_only", told.path("devices").path(0).path("data").path("format").asText());
        List.of("type", "sender", "content", "room_name", "sender_display_name").forEach(field -> assertFalse(told.has(field), field));
    }

    @Test
    void ownEventsAndMutedRoomsAreNotPushed() {
        set(bob).statusCode(200);
        Rooms.say(bob, room, "my own words");
        bob.asking().body(Map.of("actions", List.of())).put("/_matrix/client/v3/pushrules/global/room/{room}", room).then().statusCode(200);
        Rooms.say(alice, room, "nobody listens");
        String another = Rooms.create(alice);
        Rooms.join(bob, another);
        String last = Rooms.say(alice, another, "now");
        eventually(() -> assertTrue(gateway.events(key).contains(last)));
        assertEquals(List.of(last), gateway.events(key));
    }

    @Test
    void inviteIsPushedToWhomItIsFor() {
        set(bob).statusCode(200);
        String other = Rooms.create(alice, Map.of("preset", "private_chat"));
        Rooms.invite(alice, other, bob);
        JsonNode told = awaited(() -> gateway.told(key).stream().filter(push -> push.path("room_id").asText().equals(other)).findFirst().orElse(null));
        assertEquals("m.room.member", told.path("type").asText());
        assertTrue(told.path("user_is_target").asBoolean());
    }

    @Test
    void countIsToldWhenEverythingIsRead() {
        set(bob).statusCode(200);
        Rooms.say(alice, room, "one");
        String two = Rooms.say(alice, room, "two");
        eventually(() -> assertEquals(2, gateway.events(key).size()));
        bob.asking().body(Map.of()).post("/_matrix/client/v3/rooms/{room}/receipt/m.read/{event}", room, two).then().statusCode(200);
        JsonNode told = awaited(() -> gateway.told(key).stream().filter(push -> !push.has("event_id")).findFirst().orElse(null));
        assertEquals(0, told.path("counts").path("unread").asInt(-1));
        assertFalse(told.has("room_id"));
    }

    @Test
    void whatTheGatewayMissedComesInOrderOnceItIsBack() {
        set(bob).statusCode(200);
        gateway.down(true);
        String read = Rooms.say(alice, room, "read meanwhile");
        bob.asking().body(Map.of()).post("/_matrix/client/v3/rooms/{room}/receipt/m.read/{event}", room, read).then().statusCode(200);
        List<String> missed = List.of(Rooms.say(alice, room, "one"), Rooms.say(alice, room, "two"), Rooms.say(alice, room, "three"));
        gateway.down(false);
        eventually(() -> assertTrue(gateway.events(key).containsAll(missed)));
        assertEquals(missed, gateway.events(key).stream().filter(missed::contains).distinct().toList());
    }

    @Test
    void pusherWhoseKeyIsRejectedGoes() {
        set(bob).statusCode(200);
        gateway.reject(key);
        Rooms.say(alice, room, "anybody there?");
        eventually(() -> listed(bob).body("pushers", empty()));
    }

    @Test
    void pusherGoesWithItsDevice() {
        Agent telephone = bob.onAnotherDevice();
        set(telephone).statusCode(200);
        set(bob, "another-" + key, Map.of("url", gateway.url()), Map.of()).statusCode(200);
        listed(bob).body("pushers", hasSize(2));
        telephone.asking().body(Map.of()).post("/_matrix/client/v3/logout").then().statusCode(200);
        listed(bob).body("pushers.pushkey", equalTo(List.of("another-" + key)));
    }

    @Test
    void changeOfPasswordTakesThePushersOfOtherSessions() {
        Agent telephone = bob.onAnotherDevice();
        set(telephone).statusCode(200);
        set(bob, "another-" + key, Map.of("url", gateway.url()), Map.of()).statusCode(200);
        bob.asking().body(Map.of("new_password", "a new and better one", "auth", bob.passwordProof()))
                .post("/_matrix/client/v3/account/password").then().statusCode(200);
        listed(bob).body("pushers.pushkey", equalTo(List.of("another-" + key)));
    }

    @Test
    void keyIsOneUsersUnlessItIsAppended() {
        set(bob).statusCode(200);
        set(alice, key, Map.of("url", gateway.url()), Map.of("append", true)).statusCode(200);
        listed(bob).body("pushers", hasSize(1));
        set(alice).statusCode(200);
        listed(bob).body("pushers", empty());
        listed(alice).body("pushers", hasSize(1));
    }

    @Test
    void pusherIsChangedInPlaceAndTakenAway() {
        set(bob).statusCode(200);
        set(bob, key, Map.of("url", gateway.url()), Map.of("lang", "en", "profile_tag", "day")).statusCode(200);
        listed(bob).body("pushers", hasSize(1)).body("pushers[0].lang", equalTo("en")).body("pushers[0].profile_tag", equalTo("day"))
                .body("pushers[0].kind", equalTo("http")).body("pushers[0].app_display_name", equalTo("Colloque"))
                .body("pushers[0].device_display_name", equalTo("Telephone")).body("pushers[0].data.url", equalTo(gateway.url()));
        Map<String, Object> away = new HashMap<>(Map.of("app_id", "fr.example.app", "pushkey", key));
        away.put("kind", null);
        bob.asking().body(away).post(PUSHERS + "/set").then().statusCode(200);
        bob.asking().body(away).post(PUSHERS + "/set").then().statusCode(200);
        listed(bob).body("pushers", empty());
    }

    @Test
    void whatIsNoPusherIsRefused() {
        RestAssured.given().get(PUSHERS).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        RestAssured.given().body("{}").post(PUSHERS + "/set").then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        bob.asking().body(Map.of("app_id", "a", "pushkey", key)).post(PUSHERS + "/set").then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        bob.asking().body(Map.of("kind", "http", "app_id", "a", "pushkey", key)).post(PUSHERS + "/set").then().statusCode(400)
                .body("errcode", equalTo("M_MISSING_PARAM")).body("error", containsString("lang, data"));
        set(bob, key, Map.of(), Map.of()).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        set(bob, key, Map.of("url", gateway.url()), Map.of("kind", "email")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        set(bob, key, Map.of("url", gateway.url()), Map.of("app_id", "a".repeat(65))).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        set(bob, "k".repeat(513), Map.of("url", gateway.url()), Map.of()).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        set(bob, key, Map.of("url", 7), Map.of()).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        for (String url : List.of("http://localhost/_matrix/push/v1/notify", gateway.url() + "/more", "not a url", "https://" + NONE_OF_IT + "/_matrix/push/v1/notify")) {
            set(bob, key, Map.of("url", url), Map.of()).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        }
        listed(bob).body("pushers", empty());
    }

    private ValidatableResponse set(Agent agent) {
        return set(agent, Map.of("url", gateway.url()));
    }

    private ValidatableResponse set(Agent agent, Map<String, Object> data) {
        return set(agent, key, data, Map.of());
    }

    private static ValidatableResponse set(Agent agent, String key, Map<String, Object> data, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("kind", "http", "app_id", "fr.example.app", "pushkey", key, "lang", "fr",
                "app_display_name", "Colloque", "device_display_name", "Telephone", "data", data));
        body.putAll(more);
        return agent.asking().body(body).post(PUSHERS + "/set").then();
    }

    private static ValidatableResponse listed(Agent agent) {
        return agent.asking().get(PUSHERS).then().statusCode(200);
    }
}
