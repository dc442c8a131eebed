package org.colloque.product.hostile;

import static org.colloque.product.hostile.Request.get;
import static org.colloque.product.hostile.Request.post;
import static org.colloque.product.hostile.Request.put;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table of requests that must be refused. */
final class Requests {

    private static final String SEND = "/v3/rooms/{room}/send/m.room.message/t";
    private static final String STATE = "/v3/rooms/{room}/state/org.example.hostile/";
    private static final String LONG = "x".repeat(256);
    private static final int DEPTH = 10_000;

    private Requests() {
    }

    static Stream<Request> all() {
        return Stream.of(brokenJson(), wrongTypes(), events(), identifiers(), parameters()).flatMap(List::stream);
    }

    /** Every endpoint that takes a body, and what each must say to a body that is no JSON or no object. */
    private static List<Request> brokenJson() {
        return endpointsWithBody().entrySet().stream().flatMap(endpoint -> {
            String[] target = endpoint.getKey().split(" ");
            return malformed().entrySet().stream().map(body -> new Request(body.getKey(), target[0], target[1], body.getValue(), 400,
                java.util.Set.of("M_NOT_JSON", "M_BAD_JSON")));
        }).toList();
    }

    private static Map<String, String> malformed() {
        return new TreeMap<>(Map.of(
            "truncated", "{\"a\": ",
            "no JSON", "hello",
            "a list", "[]",
            "null", "null",
            "two objects", "{} {}",
            "depth of 10,000", "{\"a\":" + "[".repeat(DEPTH) + "]".repeat(DEPTH) + "}",
            "not a number", "{\"a\": NaN}",
            "control character", "{\"a\": \"\u0001\"}"));
    }

    private static Map<String, String> endpointsWithBody() {
        return Stream.of("PUT " + SEND, "PUT " + STATE, "POST /v3/createRoom", "POST /v3/join/{room}", "POST /v3/rooms/{room}/invite",
            "POST /v3/rooms/{room}/kick", "POST /v3/rooms/{room}/ban", "POST /v3/rooms/{room}/unban", "POST /v3/login", "POST /v3/register",
            "POST /v3/refresh", "PUT /v3/profile/{me}/displayname", "POST /v3/user/{me}/filter", "PUT /v3/user/{me}/account_data/org.example",
            "PUT /v3/directory/room/%23hostile%3Atest.localhost", "POST /v3/publicRooms", "POST /v3/user_directory/search", "POST /v3/delete_devices",
            "POST /v3/account/password", "PUT /v3/rooms/{room}/redact/%24none/t", "PUT /v3/rooms/{room}/typing/{me}",
            "POST /v3/rooms/{room}/read_markers", "PUT /v3/pushrules/global/room/{room}", "PUT /v3/user/{me}/rooms/{room}/tags/u.x",
            "PUT /v3/presence/{me}/status").collect(java.util.stream.Collectors.toMap(name -> name, name -> name));
    }

    private static List<Request> wrongTypes() {
        return List.of(
            post("name that is a number", "/v3/createRoom", "{\"name\": 5}", 400, "M_BAD_JSON"),
            post("invite that is a string", "/v3/createRoom", "{\"invite\": \"@a:b\"}", 400, "M_BAD_JSON"),
            post("invited that is no user", "/v3/createRoom", "{\"invite\": [\"nobody\"]}", 400, "M_INVALID_PARAM", "M_BAD_JSON"),
            post("unknown preset", "/v3/createRoom", "{\"preset\": \"secret_chat\"}", 400, "M_INVALID_PARAM", "M_BAD_JSON"),
            post("unknown version", "/v3/createRoom", "{\"room_version\": \"900\"}", 400, "M_UNSUPPORTED_ROOM_VERSION"),
            post("initial state that is no list", "/v3/createRoom", "{\"initial_state\": {}}", 400, "M_BAD_JSON"),
            post("initial state without type", "/v3/createRoom", "{\"initial_state\": [{\"content\": {}}]}", 400, "M_MISSING_PARAM", "M_BAD_JSON"),
            post("invite of nobody", "/v3/rooms/{room}/invite", "{}", 400, "M_MISSING_PARAM"),
            post("invite of a number", "/v3/rooms/{room}/invite", "{\"user_id\": 7}", 400, "M_BAD_JSON"),
            post("kick of nobody", "/v3/rooms/{room}/kick", "{}", 400, "M_MISSING_PARAM"),
            post("login of no type", "/v3/login", "{}", 400, "M_MISSING_PARAM", "M_BAD_JSON"),
            post("login of unknown type", "/v3/login", "{\"type\": \"m.login.dance\"}", 400, "M_UNKNOWN", "M_UNRECOGNIZED", "M_INVALID_PARAM"),
            post("refresh without token", "/v3/refresh", "{}", 400, "M_MISSING_PARAM"),
            put("display name that is an object", "/v3/profile/{me}/displayname", "{\"displayname\": {}}", 400, "M_BAD_JSON"),
            put("alias for no room", "/v3/directory/room/%23hostile%3Atest.localhost", "{}", 400, "M_MISSING_PARAM"),
            put("typing that is a string", "/v3/rooms/{room}/typing/{me}", "{\"typing\": \"yes\"}", 400, "M_BAD_JSON"),
            put("power levels that are text", "/v3/rooms/{room}/state/m.room.power_levels/", "{\"users_default\": \"ten\"}", 400, "M_BAD_JSON"),
            put("canonical alias of another room", "/v3/rooms/{room}/state/m.room.canonical_alias/", "{\"alias\": \"#none:test.localhost\"}", 400, "M_BAD_ALIAS"));
    }

    private static List<Request> events() {
        return List.of(
            put("NUL in a transaction", "/v3/rooms/{room}/send/m.room.message/a%00b", "{\"body\": 5, \"msgtype\": \"m\\u0000\"}", 400, "M_BAD_JSON", "M_INVALID_PARAM"),
            put("NUL in a kind of account data", "/v3/user/{me}/account_data/a%00b", "{}", 400, "M_BAD_JSON", "M_INVALID_PARAM"),
            put("NUL in an alias", "/v3/directory/room/%23a%00b%3Atest.localhost", "{\"room_id\": \"!x:test.localhost\"}", 400, "M_BAD_JSON", "M_INVALID_PARAM"),
            put("65,537 bytes", SEND + "1", "{\"body\": \"" + "x".repeat(65_537) + "\"}", 413, "M_TOO_LARGE"),
            put("65,537 bytes of state", STATE, "{\"body\": \"" + "x".repeat(65_537) + "\"}", 413, "M_TOO_LARGE"),
            put("a float", SEND + "2", "{\"body\": 1.5}", 400, "M_BAD_JSON"),
            put("a float that is whole", SEND + "3", "{\"body\": 1.0}", 400, "M_BAD_JSON"),
            put("2^53", SEND + "4", "{\"body\": 9007199254740992}", 400, "M_BAD_JSON"),
            put("-2^53", SEND + "5", "{\"body\": -9007199254740992}", 400, "M_BAD_JSON"),
            put("a number of 400 digits", SEND + "6", "{\"body\": " + "9".repeat(400) + "}", 400, "M_BAD_JSON"),
            put("1e400", SEND + "7", "{\"body\": 1e400}", 400, "M_BAD_JSON"),
            put("a float in state", STATE, "{\"deep\": [{\"a\": 0.1}]}", 400, "M_BAD_JSON"),
            put("a key twice", SEND + "8", "{\"body\": \"a\", \"body\": \"b\"}", 400, "M_BAD_JSON", "M_NOT_JSON"),
            put("half a surrogate pair", SEND + "9", "{\"body\": \"\\ud800\"}", 400, "M_BAD_JSON", "M_NOT_JSON"));
    }

    private static List<Request> identifiers() {
        return List.of(
            put("a type of 256 bytes", "/v3/rooms/{room}/send/" + LONG + "/t", "{}", 413, "M_TOO_LARGE"),
            put("a state key of 256 bytes", "/v3/rooms/{room}/state/org.example.hostile/" + LONG, "{}", 413, "M_TOO_LARGE"),
            post("a room id of 256 bytes", "/v3/join/!" + LONG + "%3Atest.localhost", "{}", 400, "M_INVALID_PARAM"),
            post("a room id that is none", "/v3/join/nothing", "{}", 400, "M_INVALID_PARAM"),
            put("a room that is none", "/v3/rooms/nothing/send/m.room.message/t", "{}", 400, "M_INVALID_PARAM"),
            put("a room that nobody knows", "/v3/rooms/!unknown%3Atest.localhost/send/m.room.message/t", "{}", 403, "M_FORBIDDEN"),
            get("an event id that is none", "/v3/rooms/{room}/event/nothing", 400, "M_INVALID_PARAM"),
            get("an event that nobody knows", "/v3/rooms/{room}/event/%24unknown", 404, "M_NOT_FOUND"),
            get("a user id of 256 bytes", "/v3/profile/%40" + LONG + "%3Atest.localhost", 400, "M_INVALID_PARAM"),
            get("an alias that is none", "/v3/directory/room/nothing", 400, "M_INVALID_PARAM"),
            get("an endpoint that is none", "/v3/nothing", 404, "M_UNRECOGNIZED"),
            get("a method that is none", "/v3/createRoom", 405, "M_UNRECOGNIZED"));
    }

    private static List<Request> parameters() {
        return List.of(
            get("a token that is none", "/v3/sync?since=nonsense", 400, "M_INVALID_PARAM"),
            get("a timeout that is none", "/v3/sync?timeout=soon", 400, "M_INVALID_PARAM"),
            get("a filter that is no JSON", "/v3/sync?filter=%7Bx", 400, "M_INVALID_PARAM", "M_NOT_JSON", "M_BAD_JSON"),
            get("a filter that is unknown", "/v3/sync?filter=12345", 400, "M_INVALID_PARAM", "M_UNKNOWN"),
            get("a direction that is none", "/v3/rooms/{room}/messages?dir=up", 400, "M_INVALID_PARAM"),
            get("no direction", "/v3/rooms/{room}/messages", 400, "M_MISSING_PARAM"),
            get("a limit that is none", "/v3/rooms/{room}/messages?dir=b&limit=many", 400, "M_INVALID_PARAM"),
            get("a limit below 0", "/v3/rooms/{room}/messages?dir=b&limit=-1", 400, "M_INVALID_PARAM"),
            get("a start that is none", "/v3/rooms/{room}/messages?dir=b&from=here", 400, "M_INVALID_PARAM"),
            get("public rooms from nowhere", "/v3/publicRooms?limit=x", 400, "M_INVALID_PARAM"));
    }
}
