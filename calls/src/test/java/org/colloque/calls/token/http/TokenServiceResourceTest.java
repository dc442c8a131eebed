package org.colloque.calls.token.http;

import static io.restassured.RestAssured.given;
import static org.colloque.calls.Caller.claims;
import static org.colloque.calls.Caller.delegating;
import static org.colloque.calls.Caller.post;
import static org.colloque.calls.Caller.sfuRoom;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.colloque.calls.Caller;
import org.colloque.calls.CallsOn;
import org.colloque.calls.InMemorySfu;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(CallsOn.class)
class TokenServiceResourceTest {

    @Inject
    InMemorySfu sfu;

    @Inject
    Clock clock;

    private Caller alice;
    private TestRoom room;

    @BeforeEach
    void makeRoom() {
        alice = new Caller(Agents.register("alice"));
        room = TestRoom.by(alice.agent());
    }

    @Test
    void memberGetsATokenForTheRoomThatWasMade() {
        String jwt = post("/get_token", alice.request(room)).statusCode(200).body("url", equalTo("wss://calls.ministry.example"))
                .extract().path("jwt");
        JsonNode claims = claims(jwt);
        assertEquals(CallsOn.KEY, claims.get("iss").textValue());
        assertEquals(alice.participant(), claims.get("sub").textValue());
        assertEquals(sfuRoom(room), claims.at("/video/room").textValue());
        assertTrue(claims.at("/video/roomJoin").booleanValue() && claims.at("/video/canPublish").booleanValue()
                && claims.at("/video/canSubscribe").booleanValue() && claims.at("/video/canUpdateOwnMetadata").booleanValue());
        assertFalse(claims.get("video").has("roomCreate"), "no client may make a room");
        long now = clock.instant().getEpochSecond();
        assertTrue(claims.get("nbf").longValue() <= now);
        assertEquals(3600, claims.get("exp").longValue() - claims.get("nbf").longValue());
        assertTrue(sfu.has(sfuRoom(room)));
    }

    @Test
    void olderClientsGetATokenForTheSameRoom() {
        String jwt = post("/sfu/get", alice.legacyRequest(room)).statusCode(200).extract().path("jwt");
        assertEquals(sfuRoom(room), claims(jwt).at("/video/room").textValue());
        assertEquals(alice.agent().userId() + ":" + alice.agent().device(), claims(jwt).get("sub").textValue());
    }

    @Test
    void strangersAndMembersOfOtherRoomsGetNone() {
        Caller mallory = new Caller(Agents.register("mallory"));
        TestRoom.by(mallory.agent());
        post("/get_token", mallory.request(room)).statusCode(403).body("errcode", equalTo("M_FORBIDDEN")).body("jwt", nullValue());
        post("/sfu/get", mallory.legacyRequest(room)).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        room.invites(mallory.agent());
        post("/get_token", mallory.request(room)).statusCode(403);
        room.joinedBy(mallory.agent());
        post("/get_token", mallory.request(room)).statusCode(200);
        mallory.agent().asking().body(Map.of()).post("/_matrix/client/v3/rooms/{room}/leave", room.id().value()).then().statusCode(200);
        post("/get_token", mallory.request(room)).statusCode(403);
        assertFalse(sfu.has(sfuRoom(TestRoom.by(mallory.agent()))), "no room is made before a token is given");
    }

    @Test
    void whoDoesNotShowWhoTheyAreGetsNone() {
        Map<String, Object> request = alice.request(room);
        request.put("openid_token", Map.of("access_token", "forged", "matrix_server_name", "ministry.example"));
        post("/get_token", request).statusCode(401).body("errcode", equalTo("M_UNAUTHORIZED"));
        request.put("openid_token", Map.of("access_token", "forged", "matrix_server_name", "other.example"));
        post("/get_token", request).statusCode(401).body("errcode", equalTo("M_UNAUTHORIZED"));
        request.put("openid_token", Map.of("access_token", alice.agent().userId().value(), "matrix_server_name", "other.example"));
        post("/get_token", request).statusCode(401).body("errcode", equalTo("M_UNAUTHORIZED"));
    }

    @Test
    void nobodyGetsATokenInAnotherName() {
        Map<String, Object> request = alice.request(room);
        request.put("member", Map.of("id", "member", "claimed_user_id", "@bob:ministry.example", "claimed_device_id", "DEVICE"));
        post("/get_token", request).statusCode(401).body("errcode", equalTo("M_UNAUTHORIZED"));
    }

    @Test
    void usersOfOtherServersMustBeMembersToo() {
        Map<String, Object> request = alice.request(room);
        request.put("openid_token", Map.of("access_token", "@carol:other.example", "matrix_server_name", "other.example"));
        request.put("member", Map.of("id", "member", "claimed_user_id", "@carol:other.example", "claimed_device_id", "DEVICE"));
        post("/get_token", request).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void malformedRequestsAreRefused() {
        post("/get_token", "{").statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
        given().post("/livekit/jwt/get_token").then().statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
        post("/get_token", "{}").statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        post("/sfu/get", "{}").statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        Map<String, Object> request = alice.request(room);
        request.put("surprise", 1);
        post("/get_token", request).statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
        request.remove("surprise");
        request.put("slot_id", 5);
        post("/get_token", request).statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
        request.put("slot_id", "m.call#ROOM");
        request.put("room_id", "no room");
        post("/get_token", request).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
    }

    @Test
    void delegationNeedsADelayedEventOfOnesOwnInThisRoom() {
        String delayId = alice.delayLeave(room, 60_000);
        post("/delegate_delayed_leave", alice.request(room)).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        post("/delegate_delayed_leave", delegating(alice.request(room), "unknown", 60_000)).statusCode(400)
                .body("errcode", equalTo("M_BAD_JSON"));
        TestRoom other = TestRoom.by(alice.agent());
        post("/get_token", delegating(alice.request(other), delayId, 60_000)).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        Caller bob = new Caller(Agents.register("bob"));
        room.invites(bob.agent()).joinedBy(bob.agent());
        post("/delegate_delayed_leave", delegating(bob.request(room), delayId, 60_000)).statusCode(400)
                .body("errcode", equalTo("M_BAD_JSON"));
        Caller mallory = new Caller(Agents.register("mallory"));
        post("/delegate_delayed_leave", delegating(mallory.request(room), delayId, 60_000)).statusCode(403)
                .body("errcode", equalTo("M_FORBIDDEN"));
        post("/delegate_delayed_leave", delegating(alice.request(room), delayId, 60_000)).statusCode(200).body("size()", equalTo(0));
        post("/sfu/get", delegating(alice.legacyRequest(room), delayId, 60_000)).statusCode(200).body("jwt", notNullValue());
    }

    @Test
    void delayAndDelayedEventComeTogether() {
        Map<String, Object> request = alice.legacyRequest(room);
        request.put("delay_id", "x");
        post("/sfu/get", request).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        request.remove("delay_id");
        request.put("delay_timeout", 1000);
        post("/sfu/get", request).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
    }

    @Test
    void pagesOfAnyOriginMayAsk() {
        for (String path : new String[] {"/sfu/get", "/get_token", "/delegate_delayed_leave"}) {
            given().header("Origin", "https://elsewhere.example").options("/livekit/jwt" + path).then().statusCode(200)
                    .header("Access-Control-Allow-Origin", "*").header("Access-Control-Allow-Methods", "POST, OPTIONS");
            post(path, "{").header("Access-Control-Allow-Origin", "*");
        }
        given().get("/livekit/jwt/healthz").then().statusCode(200).header("Access-Control-Allow-Origin", nullValue());
        given().head("/livekit/jwt/healthz").then().statusCode(200);
    }
}
