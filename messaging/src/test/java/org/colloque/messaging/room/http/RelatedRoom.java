package org.colloque.messaging.room.http;

import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.TestRoom;

/** A room in which people relate what they send to other events. */
record RelatedRoom(TestRoom room) {

    String message(Agent sender, String text) {
        return room.message(sender, text);
    }

    String thread(Agent sender, String root, String text) {
        return sent(relate(sender, "m.room.message", Map.of("msgtype", "m.text", "body", text), "m.thread", root));
    }

    String edit(Agent sender, String target, String text) {
        return sent(relate(sender, "m.room.message", Map.of("msgtype", "m.text", "body", "* " + text,
                "m.new_content", Map.of("msgtype", "m.text", "body", text)), "m.replace", target));
    }

    String reference(Agent sender, String target) {
        return sent(relate(sender, "m.room.message", Map.of("msgtype", "m.text", "body", "see there"), "m.reference", target));
    }

    String react(Agent sender, String target, String key) {
        return sent(tryReacting(sender, target, key, UUID.randomUUID().toString()));
    }

    ValidatableResponse tryReacting(Agent sender, String target, String key, String transaction) {
        return send(sender, "m.reaction", Map.of("m.relates_to", Map.of("rel_type", "m.annotation", "event_id", target, "key", key)), transaction);
    }

    ValidatableResponse relate(Agent sender, String type, Map<String, ?> content, String relType, String target) {
        Map<String, Object> whole = new HashMap<>(content);
        whole.put("m.relates_to", Map.of("rel_type", relType, "event_id", target));
        return send(sender, type, whole, UUID.randomUUID().toString());
    }

    ValidatableResponse send(Agent sender, String type, Map<String, ?> content, String transaction) {
        return sender.asking().body(content).put(room.path("/send/" + type + "/" + transaction)).then();
    }

    void redact(Agent sender, String event) {
        sender.asking().body(Map.of()).put(room.path("/redact/" + event + "/" + UUID.randomUUID())).then().statusCode(200);
    }

    /** The path of one of the room's endpoints of version 1. */
    String path(String endpoint) {
        return "/_matrix/client/v1/rooms/" + room.id().value() + endpoint;
    }

    ValidatableResponse event(Agent reader, String event) {
        return reader.asking().get(room.path("/event/" + event)).then().statusCode(200);
    }

    static void ignore(Agent reader, Agent whom) {
        reader.asking().body(Map.of("ignored_users", Map.of(whom.userId().value(), Map.of())))
                .put("/_matrix/client/v3/user/" + reader.userId().value() + "/account_data/m.ignored_user_list").then().statusCode(200);
    }

    static String sent(ValidatableResponse answer) {
        return answer.log().ifValidationFails().statusCode(200).extract().path("event_id");
    }
}
