package org.colloque.interop;

import static org.colloque.product.Person.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.product.Answer;
import org.colloque.product.Person;

/** A person of one of the servers, who acts in rooms through the client-server API alone. */
record Member(Person person) {

    private static final String CLIENT = "/_matrix/client/v3";
    private static final int PAGE = 100;

    String id() {
        return person.userId();
    }

    String server() {
        return id().substring(id().indexOf(':') + 1);
    }

    JsonNode get(String path) {
        return tryGet(path).orFail();
    }

    Answer tryGet(String path) {
        return person.call("GET", CLIENT + path, null);
    }

    JsonNode post(String path, Object body) {
        return tryPost(path, body).orFail();
    }

    Answer tryPost(String path, Object body) {
        return person.call("POST", CLIENT + path, Json.text(body));
    }

    JsonNode put(String path, Object body) {
        return tryPut(path, body).orFail();
    }

    Answer tryPut(String path, Object body) {
        return person.call("PUT", CLIENT + path, Json.text(body));
    }

    /** Makes a room with what the request asks beside its version. */
    String create(String version, Map<String, ?> request) {
        var body = new HashMap<String, Object>(request);
        body.put("room_version", version);
        return post("/createRoom", body).get("room_id").asText();
    }

    void join(String room, Member via) {
        tryJoin(room, via).orFail();
    }

    Answer tryJoin(String room, Member via) {
        return tryPost("/join/" + encoded(room) + "?via=" + encoded(via.server()) + "&server_name=" + encoded(via.server()), Map.of());
    }

    void invite(String room, Member guest) {
        onRoom(room, "invite", guest);
    }

    void kick(String room, Member guest) {
        onRoom(room, "kick", guest);
    }

    void ban(String room, Member guest) {
        onRoom(room, "ban", guest);
    }

    void unban(String room, Member guest) {
        onRoom(room, "unban", guest);
    }

    void leave(String room) {
        post(rooms(room) + "/leave", Map.of());
    }

    /** Sends a text; its event id. */
    String say(String room, String text) {
        return trySay(room, text).orFail().get("event_id").asText();
    }

    Answer trySay(String room, String text) {
        return person.send(room, UUID.randomUUID().toString(), Json.text(Map.of("msgtype", "m.text", "body", text)));
    }

    String setState(String room, String type, Object content) {
        return trySetState(room, type, content).orFail().get("event_id").asText();
    }

    Answer trySetState(String room, String type, Object content) {
        return tryPut(rooms(room) + "/state/" + type, content);
    }

    /** The content of a state event; missing when there is none, or the server does not show it. */
    JsonNode state(String room, String type, String key) {
        Answer answer = tryGet(rooms(room) + "/state/" + type + "/" + encoded(key));
        return answer.ok() ? answer.json() : MissingNode.getInstance();
    }

    /** What somebody is in the room, as this member's server sees it; empty when nothing. */
    String membership(String room, Member whose) {
        return state(room, "m.room.member", whose.id()).path("membership").asText();
    }

    boolean isIn(String room) {
        return Json.each(get("/joined_rooms").get("joined_rooms")).anyMatch(joined -> joined.asText().equals(room));
    }

    JsonNode event(String room, String eventId) {
        Answer answer = tryGet(rooms(room) + "/event/" + encoded(eventId));
        return answer.ok() ? answer.json() : MissingNode.getInstance();
    }

    /** The room's events that this member may see, oldest first, read page by page from the end to the start. */
    List<JsonNode> history(String room) {
        var events = new ArrayList<JsonNode>();
        String from = "";
        do {
            JsonNode page = get(rooms(room) + "/messages?dir=b&limit=" + PAGE + from);
            page.get("chunk").forEach(events::add);
            from = page.has("end") ? "&from=" + encoded(page.get("end").asText()) : "";
        } while (!from.isEmpty());
        return events.reversed();
    }

    /** The texts of the room's latest events, oldest first. */
    List<String> lastTexts(String room) {
        return texts(Json.each(get(rooms(room) + "/messages?dir=b&limit=" + PAGE).get("chunk")).toList().reversed());
    }

    static List<String> texts(List<JsonNode> events) {
        return events.stream().filter(event -> event.path("type").asText().equals("m.room.message"))
            .map(event -> event.at("/content/body").asText()).toList();
    }

    static String rooms(String room) {
        return "/rooms/" + encoded(room);
    }

    private void onRoom(String room, String verb, Member guest) {
        post(rooms(room) + "/" + verb, Map.of("user_id", guest.id()));
    }
}
