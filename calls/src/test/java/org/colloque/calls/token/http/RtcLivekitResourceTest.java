package org.colloque.calls.token.http;

import static io.restassured.RestAssured.given;
import static org.colloque.calls.Caller.claims;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import org.colloque.calls.Caller;
import org.colloque.calls.CallsOn;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(CallsOn.class)
class RtcLivekitResourceTest {

    private static final String PATH = "/_matrix/client/unstable/io.element.msc4195/rtc/livekit";

    private Caller alice;
    private TestRoom room;

    @BeforeEach
    void makeRoom() {
        alice = new Caller(Agents.register("alice"));
        room = TestRoom.by(alice.agent());
    }

    @Test
    void memberGetsAToken() {
        String jwt = ask(alice, "/get_token", Map.of("url", "wss://calls.ministry.example", "server_name", "ministry.example"))
                .statusCode(200).body("url", equalTo("wss://calls.ministry.example")).extract().path("jwt");
        assertEquals(alice.participant(), claims(jwt).get("sub").textValue());
        assertEquals(Caller.sfuRoom(room), claims(jwt).at("/video/room").textValue());
    }

    @Test
    void strangersGetNone() {
        ask(new Caller(Agents.register("mallory")), "/get_token", Map.of()).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void otherMediaServersAreRefused() {
        ask(alice, "/get_token", Map.of("url", "wss://elsewhere.example")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        ask(alice, "/get_token", Map.of("server_name", "other.example")).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void leaveIsDelegated() {
        String delayId = alice.delayLeave(room, 60_000);
        ask(alice, "/delegate_delayed_leave", Map.of("delay_id", delayId)).statusCode(200);
        ask(alice, "/delegate_delayed_leave", Map.of("delay_id", "unknown")).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        ask(alice, "/delegate_delayed_leave", Map.of()).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
    }

    @Test
    void clientsThatLookForDelegationFindIt() {
        given().post(PATH + "/delegate_delayed_leave").then().statusCode(not(equalTo(404))).statusCode(401);
    }

    @Test
    void malformedRequestsAreRefused() {
        alice.agent().asking().body("{").post(PATH + "/get_token").then().statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
        alice.agent().asking().body(Map.of()).post(PATH + "/get_token").then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        given().body("{}").post(PATH + "/get_token").then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    private ValidatableResponse ask(Caller caller, String path, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("room_id", room.id().value());
        body.put("slot_id", "m.call#ROOM");
        body.put("member", Map.of("id", "member", "claimed_device_id", caller.agent().device().value()));
        return caller.agent().asking().body(body).post(PATH + path).then();
    }
}
