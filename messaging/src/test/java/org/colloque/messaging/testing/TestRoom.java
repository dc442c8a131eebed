package org.colloque.messaging.testing;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.colloque.protocol.id.RoomId;

/** A room that an agent made, spoken to over HTTP. Reads as sentences: {@code TestRoom.by(alice).joinedBy(bob)}. */
public record TestRoom(Agent creator, RoomId id) {

    /** A private room. */
    public static TestRoom by(Agent creator) {
        return by(creator, Map.of());
    }

    /** A room that anybody may join. */
    public static TestRoom publicBy(Agent creator) {
        return by(creator, Map.of("preset", "public_chat"));
    }

    /** A room with this body of {@code createRoom}. */
    public static TestRoom by(Agent creator, Map<String, Object> body) {
        String id = creator.asking().body(body).post("/_matrix/client/v3/createRoom")
                .then().statusCode(200).extract().path("room_id");
        return new TestRoom(creator, RoomId.parse(id));
    }

    public TestRoom joinedBy(Agent agent) {
        agent.asking().body(Map.of()).post(path("/join")).then().statusCode(200);
        return this;
    }

    public TestRoom invites(Agent agent) {
        creator.asking().body(Map.of("user_id", agent.userId().value())).post(path("/invite")).then().statusCode(200);
        return this;
    }

    /** Sends a text; the event's id. */
    public String message(Agent sender, String text) {
        return sender.asking().body(Map.of("msgtype", "m.text", "body", text))
                .put(path("/send/m.room.message/" + UUID.randomUUID())).then().statusCode(200).extract().path("event_id");
    }

    /** Sends state; the event's id. */
    public String state(Agent sender, String type, String stateKey, Map<String, Object> content) {
        return trySending(sender, type, stateKey, content).statusCode(200).extract().path("event_id");
    }

    public ValidatableResponse trySending(Agent sender, String type, String stateKey, Map<String, Object> content) {
        return sender.asking().body(content).put(path("/state/" + type + "/" + stateKey)).then();
    }

    /** Changes fields of the power levels. */
    public void powerLevels(Map<String, Object> changes) {
        Map<String, Object> levels = new HashMap<>(creator.asking().get(path("/state/m.room.power_levels"))
                .then().statusCode(200).extract().<Map<String, Object>>path("$"));
        levels.putAll(changes);
        state(creator, "m.room.power_levels", "", levels);
    }

    /** The path of one of the room's endpoints. */
    public String path(String endpoint) {
        return "/_matrix/client/v3/rooms/" + id.value() + endpoint;
    }
}
