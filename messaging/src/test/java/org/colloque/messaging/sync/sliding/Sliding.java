package org.colloque.messaging.sync.sliding;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.colloque.messaging.testing.Agent;

/** Sliding syncs of agents, as short sentences. */
final class Sliding {

    static final String PATH = "/_matrix/client/unstable/org.matrix.simplified_msc3575/sync";

    private Sliding() {
    }

    /** A list with a range, a timeline's length and state as pairs of type and key. */
    static Map<String, Object> list(int last, int timeline, String... typesAndKeys) {
        return new HashMap<>(Map.of("ranges", List.of(List.of(0, last)), "timeline_limit", timeline, "required_state", pairs(typesAndKeys)));
    }

    static Map<String, Object> filtered(Map<String, ?> filter) {
        Map<String, Object> list = list(99, 1);
        list.put("filters", filter);
        return list;
    }

    static Map<String, Object> subscription(int timeline, String... typesAndKeys) {
        return Map.of("timeline_limit", timeline, "required_state", pairs(typesAndKeys));
    }

    private static List<List<String>> pairs(String... typesAndKeys) {
        List<String> all = Arrays.asList(typesAndKeys);
        return IntStream.range(0, all.size() / 2).mapToObj(i -> all.subList(2 * i, 2 * i + 2)).toList();
    }

    /** A request with one list called "all". */
    static Map<String, Object> all(Map<String, ?> list) {
        return Map.of("lists", Map.of("all", list));
    }

    static Map<String, Object> extension(String name) {
        return extension(name, Map.of());
    }

    static Map<String, Object> extension(String name, Map<String, ?> config) {
        Map<String, Object> enabled = new HashMap<>(config);
        enabled.put("enabled", true);
        return Map.of(name, enabled);
    }

    static Map<String, Object> with(Map<String, ?> body, String field, Object value) {
        Map<String, Object> more = new HashMap<>(body);
        more.put(field, value);
        return more;
    }

    static Response ask(Agent by, Map<String, ?> body, Map<String, ?> parameters) {
        RequestSpecification request = by.asking().queryParam("set_presence", "offline").queryParams(parameters).body(body);
        return request.post(PATH);
    }

    /** The first answer of a connection. */
    static JsonPath first(Agent by, Map<String, ?> body) {
        return ask(by, body, Map.of()).then().log().ifValidationFails().statusCode(200).extract().jsonPath();
    }

    /** What is new after an answer, at once. */
    static JsonPath now(Agent by, Map<String, ?> body, JsonPath before) {
        return after(by, body, before, 0);
    }

    /** What is new after an answer; waits until there is something. */
    static JsonPath next(Agent by, Map<String, ?> body, JsonPath before) {
        return after(by, body, before, 10_000);
    }

    static JsonPath after(Agent by, Map<String, ?> body, JsonPath before, int timeout) {
        return ask(by, body, Map.of("pos", before.getString("pos"), "timeout", timeout)).then().log().ifValidationFails().statusCode(200)
                .extract().jsonPath();
    }

    static List<String> rooms(JsonPath answer) {
        return List.copyOf(answer.<Map<String, Object>>get("rooms").keySet());
    }

    static Map<String, Object> room(JsonPath answer, String room) {
        return answer.getMap("rooms.'" + room + "'");
    }

    static List<String> bodies(JsonPath answer, String room) {
        return answer.getList("rooms.'" + room + "'.timeline.content.body");
    }

    /** The state as "type|key". */
    static List<String> state(JsonPath answer, String room) {
        List<Map<String, Object>> events = answer.getList("rooms.'" + room + "'.required_state");
        return events.stream().map(event -> event.get("type") + "|" + event.get("state_key")).sorted().toList();
    }
}
