package org.colloque.product;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.bridge.testing.Ministry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two installations, each a process with a database of its own, really talking. Runs where the service was packaged. */
class TwoServersTest {

    private static final Path FOLDER = Path.of("target", "two-servers", Long.toString(System.nanoTime())).toAbsolutePath();

    private static List<Ministry> ministries = List.of();
    private static Ministry north;
    private static Ministry south;

    @BeforeAll
    static void start() {
        assumeTrue(Ministry.isPackaged(), "the service is not packaged");
        ministries = Ministry.start(FOLDER, "north.localhost", "south.localhost");
        north = ministries.getFirst();
        south = ministries.getLast();
    }

    @AfterAll
    static void stop() {
        ministries.forEach(Ministry::close);
    }

    @Test
    void invitedAgentsOfTwoMinistriesTalkUntilOneIsRemoved() {
        String alice = north.register("alice");
        String zoe = south.register("zoe");
        String room = create(alice, "private_chat");
        north.as(alice).body(Map.of("user_id", "@zoe:south.localhost")).post("/_matrix/client/v3/rooms/" + room + "/invite")
                .then().statusCode(200);
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + room).then().statusCode(200);
        say(north, alice, room, "from the north");
        say(south, zoe, room, "from the south");
        eventually(() -> assertEquals(List.of("from the north", "from the south"), sorted(messages(north, alice, room))));
        eventually(() -> assertEquals(List.of("from the north", "from the south"), sorted(messages(south, zoe, room))));
        north.as(alice).body(Map.of("user_id", "@zoe:south.localhost")).post("/_matrix/client/v3/rooms/" + room + "/kick")
                .then().statusCode(200);
        eventually(() -> south.as(zoe).get("/_matrix/client/v3/joined_rooms").then()
                .body("joined_rooms", org.hamcrest.Matchers.not(hasItem(room))));
    }

    @Test
    void whatWasSaidWhileTheOtherMinistryWasDownArrivesInOrder() {
        String alice = north.register("anne");
        String zoe = south.register("zora");
        String room = create(alice, "public_chat");
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + room + "?via=north.localhost").then().statusCode(200);
        say(south, zoe, room, "I leave now");
        eventually(() -> assertEquals(List.of("I leave now"), messages(north, alice, room)));
        south.kill();
        List<String> said = IntStream.range(0, 70).mapToObj(i -> "message " + i).toList();
        said.forEach(text -> say(north, alice, room, text));
        south.restart();
        eventually(() -> assertEquals(said, messages(south, zoe, room).stream().filter(text -> text.startsWith("message")).toList()));
    }

    @Test
    void bothMinistriesEndWithTheSameStateAfterBothChangedIt() {
        String alice = north.register("ada");
        String zoe = south.register("zelda");
        String room = create(alice, "public_chat");
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + room + "?via=north.localhost").then().statusCode(200);
        north.as(alice).get("/_matrix/client/v3/rooms/" + room + "/state/m.room.power_levels").then().statusCode(200);
        north.as(alice).body(Map.of("users", Map.of("@zelda:south.localhost", 50)))
                .put("/_matrix/client/v3/rooms/" + room + "/state/m.room.power_levels").then().statusCode(200);
        eventually(() -> south.as(zoe).get("/_matrix/client/v3/rooms/" + room + "/state/m.room.power_levels").then()
                .body("users.'@zelda:south.localhost'", equalTo(50)));
        north.as(alice).body(Map.of("topic", "north")).put("/_matrix/client/v3/rooms/" + room + "/state/m.room.topic");
        south.as(zoe).body(Map.of("topic", "south")).put("/_matrix/client/v3/rooms/" + room + "/state/m.room.topic")
                .then().statusCode(200);
        say(north, alice, room, "settled north");
        say(south, zoe, room, "settled south");
        eventually(() -> {
            assertEquals(2, messages(north, alice, room).size());
            assertEquals(topic(north, alice, room), topic(south, zoe, room));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "3", "6", "9"})
    void roomOfAnOlderVersionLivesOnBothMinistries(String version) {
        String alice = north.register("alice-" + version);
        String zoe = south.register("zoe-" + version);
        String room = create(alice, Map.of("preset", "private_chat", "room_version", version));
        String zoeId = "@zoe-" + version + ":south.localhost";
        north.as(alice).body(Map.of("user_id", zoeId)).post("/_matrix/client/v3/rooms/" + room + "/invite").then().statusCode(200);
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + room).then().statusCode(200);
        say(north, alice, room, "from the north");
        say(south, zoe, room, "from the south");
        List<String> both = List.of("from the north", "from the south");
        eventually(() -> assertEquals(both, sorted(messages(north, alice, room))));
        eventually(() -> assertEquals(both, sorted(messages(south, zoe, room))));
        String event = south.as(zoe).get("/_matrix/client/v3/rooms/" + room + "/messages?dir=b&limit=20").then().extract()
                .path("chunk.find { it.content.body == 'from the south' }.event_id");
        south.as(zoe).body(Map.of()).put("/_matrix/client/v3/rooms/{room}/redact/{event}/" + UUID.randomUUID(), room, event).then()
                .statusCode(200);
        eventually(() -> north.as(alice).get("/_matrix/client/v3/rooms/{room}/event/{event}", room, event).then()
                .statusCode(200).body("content", equalTo(Map.of())));
        north.as(alice).body(Map.of("topic", "version " + version)).put("/_matrix/client/v3/rooms/" + room + "/state/m.room.topic")
                .then().statusCode(200);
        eventually(() -> assertEquals("version " + version, topic(south, zoe, room)));
        north.as(alice).body(Map.of("user_id", zoeId)).post("/_matrix/client/v3/rooms/" + room + "/ban").then().statusCode(200);
        eventually(() -> south.as(zoe).get("/_matrix/client/v3/joined_rooms").then()
                .body("joined_rooms", org.hamcrest.Matchers.not(hasItem(room))));
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + room + "?via=north.localhost").then().statusCode(403);
    }

    @Test
    void knockIsAnsweredByAnInvite() {
        String alice = north.register("anna");
        String zoe = south.register("zita");
        String room = create(alice, Map.of("preset", "private_chat", "initial_state", List.of(
                Map.of("type", "m.room.join_rules", "state_key", "", "content", Map.of("join_rule", "knock")))));
        south.as(zoe).body(Map.of("reason", "let me in")).post("/_matrix/client/v3/knock/" + room + "?via=north.localhost").then()
                .statusCode(200);
        eventually(() -> north.as(alice).get("/_matrix/client/v3/rooms/" + room + "/state/m.room.member/@zita:south.localhost").then()
                .statusCode(200).body("membership", equalTo("knock")).body("reason", equalTo("let me in")));
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + room + "?via=north.localhost").then().statusCode(403);
        north.as(alice).body(Map.of("user_id", "@zita:south.localhost")).post("/_matrix/client/v3/rooms/" + room + "/invite").then()
                .statusCode(200);
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + room + "?via=north.localhost").then().statusCode(200);
        say(south, zoe, room, "thank you");
        eventually(() -> assertEquals(List.of("thank you"), messages(north, alice, room)));
    }

    @Test
    void memberOfTheOneRoomMayJoinTheOther() {
        String alice = north.register("adele");
        String zoe = south.register("zelie");
        String stranger = south.register("stranger");
        String gate = create(alice, "public_chat");
        String room = create(alice, Map.of("preset", "private_chat", "room_version", "9", "initial_state", List.of(
                Map.of("type", "m.room.join_rules", "state_key", "", "content", Map.of("join_rule", "restricted",
                        "allow", List.of(Map.of("type", "m.room_membership", "room_id", gate)))))));
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + gate + "?via=north.localhost").then().statusCode(200);
        south.as(stranger).body(Map.of()).post("/_matrix/client/v3/join/" + room + "?via=north.localhost").then().statusCode(403);
        south.as(zoe).body(Map.of()).post("/_matrix/client/v3/join/" + room + "?via=north.localhost").then().statusCode(200);
        say(south, zoe, room, "I may");
        eventually(() -> assertEquals(List.of("I may"), messages(north, alice, room)));
    }

    private static String create(String token, String preset) {
        return create(token, Map.of("preset", preset));
    }

    private static String create(String token, Map<String, ?> wanted) {
        return north.as(token).body(wanted).post("/_matrix/client/v3/createRoom").then().statusCode(200)
                .extract().path("room_id");
    }

    private static void say(Ministry ministry, String token, String room, String text) {
        ministry.as(token).body(Map.of("msgtype", "m.text", "body", text))
                .put("/_matrix/client/v3/rooms/" + room + "/send/m.room.message/" + UUID.randomUUID()).then().statusCode(200);
    }

    /** The bodies of the room's messages, oldest first. */
    private static List<String> messages(Ministry ministry, String token, String room) {
        List<String> bodies = ministry.as(token).get("/_matrix/client/v3/rooms/" + room + "/messages?dir=b&limit=200").then()
                .statusCode(200).extract().path("chunk.findAll { it.type == 'm.room.message' }.content.body");
        return bodies.reversed();
    }

    private static String topic(Ministry ministry, String token, String room) {
        return ministry.as(token).get("/_matrix/client/v3/rooms/" + room + "/state/m.room.topic").then().extract().path("topic");
    }

    private static List<String> sorted(List<String> texts) {
        return texts.stream().sorted().toList();
    }
}
