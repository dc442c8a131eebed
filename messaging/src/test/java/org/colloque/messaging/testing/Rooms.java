package org.colloque.messaging.testing;

import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What agents do in rooms, as short sentences. */
public final class Rooms {

    private static final String CLIENT = "/_matrix/client/v3";
    private static final String ROOM = CLIENT + "/rooms/{room}";

    private Rooms() {
    }

    /** A public room of the agent. */
    public static String create(Agent by) {
        return create(by, Map.of("preset", "public_chat"));
    }

    public static String create(Agent by, Map<String, ?> options) {
        return by.asking().body(options).post(CLIENT + "/createRoom").then().log().ifValidationFails().statusCode(200).extract().path("room_id");
    }

    public static void join(Agent by, String room) {
        by.asking().body("{}").post(ROOM + "/join", room).then().log().ifValidationFails().statusCode(200);
    }

    public static void leave(Agent by, String room) {
        by.asking().body("{}").post(ROOM + "/leave", room).then().log().ifValidationFails().statusCode(200);
    }

    public static void invite(Agent by, String room, Agent whom) {
        by.asking().body(Map.of("user_id", whom.userId().value())).post(ROOM + "/invite", room).then().log().ifValidationFails().statusCode(200);
    }

    public static String say(Agent by, String room, String body) {
        return say(by, room, body, UUID.randomUUID().toString());
    }

    public static String say(Agent by, String room, String body, String transaction) {
        return send(by, room, "m.room.message", Map.of("msgtype", "m.text", "body", body), transaction);
    }

    public static String send(Agent by, String room, String type, Map<String, ?> content, String transaction) {
        return by.asking().body(content).put(ROOM + "/send/{type}/{transaction}", room, type, transaction)
                .then().log().ifValidationFails().statusCode(200).extract().path("event_id");
    }

    public static String state(Agent by, String room, String type, Map<String, ?> content) {
        return by.asking().body(content).put(ROOM + "/state/{type}", room, type).then().log().ifValidationFails().statusCode(200).extract().path("event_id");
    }

    /** A sync that must succeed. It tells nobody that its user is there, so that others wait for what they are told of. */
    public static JsonPath sync(Agent by, Map<String, ?> parameters) {
        return by.asking().queryParam("set_presence", parameters.containsKey("set_presence") ? parameters.get("set_presence") : "offline")
                .queryParams(without(parameters, "set_presence")).get(CLIENT + "/sync").then().log().ifValidationFails().statusCode(200).extract().jsonPath();
    }

    private static Map<String, ?> without(Map<String, ?> parameters, String name) {
        Map<String, Object> others = new HashMap<>(parameters);
        others.remove(name);
        return others;
    }

    public static JsonPath sync(Agent by) {
        return sync(by, Map.of());
    }

    /** What is new after an answer; waits until there is something. */
    public static JsonPath next(Agent by, JsonPath answer) {
        return next(by, answer, Map.of());
    }

    public static JsonPath next(Agent by, JsonPath answer, Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>(more);
        parameters.put("since", answer.getString("next_batch"));
        parameters.putIfAbsent("timeout", 5_000);
        return sync(by, parameters);
    }

    /** The path of a joined room in an answer. */
    public static String joined(String room) {
        return "rooms.join.'" + room + "'";
    }
}
