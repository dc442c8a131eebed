package org.colloque.calls;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.colloque.calls.livekit.SfuNames;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.TestRoom;

/** Somebody with a client that takes part in calls. */
public record Caller(Agent agent) {

    private static final String SERVICE = "/livekit/jwt";
    public static final String CALL_MEMBER = "org.matrix.msc3401.call.member";

    public Map<String, Object> openIdToken() {
        return agent.asking().body(Map.of()).post("/_matrix/client/v3/user/{user}/openid/request_token", agent.userId().value())
                .then().statusCode(200).extract().<Map<String, Object>>path("$");
    }

    public Map<String, Object> legacyRequest(TestRoom room) {
        Map<String, Object> body = new HashMap<>();
        body.put("room", room.id().value());
        body.put("openid_token", openIdToken());
        body.put("device_id", agent.device().value());
        return body;
    }

    public Map<String, Object> request(TestRoom room) {
        Map<String, Object> body = new HashMap<>();
        body.put("room_id", room.id().value());
        body.put("slot_id", SfuNames.ROOM_CALL);
        body.put("openid_token", openIdToken());
        body.put("member", Map.of("id", "member", "claimed_user_id", agent.userId().value(),
                "claimed_device_id", agent.device().value()));
        return body;
    }

    /** The same request, with a delayed leave that it delegates. */
    public static Map<String, Object> delegating(Map<String, Object> request, String delayId, long delay) {
        Map<String, Object> body = new HashMap<>(request);
        body.put("delay_id", delayId);
        body.put("delay_timeout", delay);
        body.put("delay_cs_api_url", "https://chat.ministry.example");
        return body;
    }

    public static ValidatableResponse post(String path, Object body) {
        return given().contentType("application/json").body(body).post(SERVICE + path).then();
    }

    public String participant() {
        return SfuNames.participant(agent.userId(), agent.device().value(), "member");
    }

    public static String sfuRoom(TestRoom room) {
        return SfuNames.room(room.id(), SfuNames.ROOM_CALL);
    }

    /** Joins the call in the room's state. */
    public void enter(TestRoom room) {
        room.state(agent, CALL_MEMBER, agent.userId().value(), Map.of("application", "m.call"));
    }

    /** Schedules leaving the call; the delay id. */
    public String delayLeave(TestRoom room, long delay) {
        return agent.asking().queryParam("org.matrix.msc4140.delay", delay).body(Map.of())
                .put("/_matrix/client/v3/rooms/{room}/state/{type}/{key}", room.id().value(), CALL_MEMBER, agent.userId().value())
                .then().statusCode(200).extract().path("delay_id");
    }

    /** Whether the room's state says that this person is in the call. */
    public boolean isIn(TestRoom room) {
        return "m.call".equals(agent.asking().get("/_matrix/client/v3/rooms/{room}/state/{type}/{key}", room.id().value(), CALL_MEMBER,
                agent.userId().value()).then().extract().path("application"));
    }

    /** What a token says, read as browsers do. */
    public static JsonNode claims(String jwt) {
        try {
            return new ObjectMapper().readTree(new String(Base64.getDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.US_ASCII));
        } catch (JsonProcessingException invalid) {
            throw new AssertionError(invalid);
        }
    }
}
