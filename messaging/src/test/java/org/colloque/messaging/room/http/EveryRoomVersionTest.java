package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A room of every version is made and lived in by clients. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class EveryRoomVersionTest {

    private static final String ROOMS = "/_matrix/client/v3/rooms/{room}";

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    static Stream<RoomVersion> versions() {
        return RoomVersions.all().stream();
    }

    @Test
    void everyVersionIsOffered() {
        Map<String, String> available = Agents.register("alice").asking().get("/_matrix/client/v3/capabilities").then()
                .statusCode(200).extract().path("capabilities.'m.room_versions'.available");
        assertEquals(IntStream.rangeClosed(1, 12).mapToObj(Integer::toString).collect(java.util.stream.Collectors.toSet()), available.keySet());
        assertEquals(Set.of("stable"), Set.copyOf(available.values()));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void roomIsMadeAndLivedIn(RoomVersion version) {
        String room = create(alice, version);
        Map<String, Object> create = alice.asking().get(ROOMS + "/state/m.room.create", room).then().statusCode(200).extract().as(Map.class);
        assertEquals(version.id(), create.get("room_version"));
        assertEquals(!version.implicitRoomCreator(), create.containsKey("creator"));
        assertEquals(version.createEventIsRoomId(), !room.contains(":"));

        bring(bob, alice, room);
        String first = say(alice, room, "first");
        String second = say(bob, room, "second");
        assertEquals(version.givesEventIds(), first.contains(":"));
        event(bob, room, first).statusCode(200).body("content.body", equalTo("first")).body("event_id", equalTo(first));
        bob.asking().get(ROOMS + "/context/{event}?limit=4", room, second).then().statusCode(200)
                .body("event.event_id", equalTo(second)).body("events_before.event_id", hasItem(first));
        bob.asking().body(Map.of()).post(ROOMS + "/receipt/m.read/{event}", room, second).then().statusCode(200);
        bob.asking().get(ROOMS + "/messages?dir=b&limit=20", room).then().statusCode(200)
                .body("chunk.event_id", hasItems(first, second));
        alice.asking().get("/_matrix/client/v3/sync").then().statusCode(200)
                .body("rooms.join.'" + room + "'.timeline.events.event_id", hasItems(first, second));

        alice.asking().body(Map.of("topic", "of version " + version)).put(ROOMS + "/state/m.room.topic", room).then().statusCode(200);
        bob.asking().body(Map.of("topic", "not allowed")).put(ROOMS + "/state/m.room.topic", room).then().statusCode(403);
        alice.asking().body(Map.of("user_id", bob.userId().value())).post(ROOMS + "/ban", room).then().statusCode(200);
        bob.asking().body(Map.of()).post("/_matrix/client/v3/join/{room}", room).then().statusCode(403);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void redactionTakesTheContentAway(RoomVersion version) {
        String room = create(alice, version);
        bring(bob, alice, room);
        String bobs = say(bob, room, "to be taken back");
        String alices = say(alice, room, "to stay");
        redact(bob, room, alices).statusCode(403);
        String redaction = redact(bob, room, bobs).statusCode(200).extract().path("event_id");
        event(alice, room, bobs).statusCode(200).body("content", equalTo(Map.of()))
                .body("unsigned.redacted_because.event_id", equalTo(redaction));
        event(alice, room, redaction).statusCode(200).body("redacts", equalTo(bobs)).body("content.redacts", equalTo(bobs));
        event(alice, room, alices).body("content.body", equalTo("to stay"));
        redact(alice, room, say(bob, room, "to be moderated")).statusCode(200);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void knockingAndRestrictedJoinsBeginWithTheirVersions(RoomVersion version) {
        String gate = create(alice, version);
        bring(bob, alice, gate);
        String knockable = create(alice, version);
        alice.asking().body(Map.of("join_rule", "knock")).put(ROOMS + "/state/m.room.join_rules", knockable).then().statusCode(200);
        bob.asking().body(Map.of()).post("/_matrix/client/v3/knock/{room}", knockable).then().statusCode(version.knock() ? 200 : 403);
        String restricted = create(alice, version);
        alice.asking().body(Map.of("join_rule", "restricted", "allow", List.of(Map.of("type", "m.room_membership", "room_id", gate))))
                .put(ROOMS + "/state/m.room.join_rules", restricted).then().statusCode(200);
        bob.asking().body(Map.of()).post("/_matrix/client/v3/join/{room}", restricted).then().statusCode(version.restricted() ? 200 : 403);
        String both = create(alice, version);
        alice.asking().body(Map.of("join_rule", "knock_restricted", "allow", List.of(Map.of("type", "m.room_membership", "room_id", gate))))
                .put(ROOMS + "/state/m.room.join_rules", both).then().statusCode(200);
        bob.asking().body(Map.of()).post("/_matrix/client/v3/join/{room}", both).then().statusCode(version.knockRestricted() ? 200 : 403);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void powerLevelsAreReadAsTheVersionReadsThem(RoomVersion version) {
        String room = create(alice, version);
        bring(bob, alice, room);
        Map<String, Object> users = new HashMap<>(Map.of(bob.userId().value(), "50"));
        if (!version.privilegedCreators()) {
            users.put(alice.userId().value(), 100);
        }
        int status = alice.asking().body(Map.of("users", users)).put(ROOMS + "/state/m.room.power_levels", room).statusCode();
        assertEquals(version.integerPowerLevels() ? 4 : 2, status / 100);
        bob.asking().body(Map.of("topic", "by Bob")).put(ROOMS + "/state/m.room.topic", room).then()
                .statusCode(version.integerPowerLevels() ? 403 : 200);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void decimalsAreRefusedWhereJsonIsStrict(RoomVersion version) {
        Agent alice = Agents.register("alice");
        String room = create(alice, version);
        ValidatableResponse sent = alice.asking().body("{\"body\": \"x\", \"msgtype\": \"m.text\", \"half\": 0.5}")
                .put(ROOMS + "/send/m.room.message/" + UUID.randomUUID(), room).then();
        if (version.strictCanonicalJson()) {
            sent.statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        } else {
            event(alice, room, sent.statusCode(200).extract().path("event_id")).body("content.half", equalTo(0.5f));
        }
    }

    @Test
    void idsWithSlashesAndPlusesAreFoundByTheirPaths() {
        Agent alice = Agents.register("alice");
        String room = create(alice, RoomVersions.V3);
        List<String> awkward = IntStream.range(0, 12).mapToObj(i -> say(alice, room, "message " + i))
                .filter(id -> id.contains("/") || id.contains("+")).toList();
        assertTrue(awkward.stream().anyMatch(id -> id.contains("/")), "12 hashes without a slash: one in thousands of runs");
        for (String id : awkward) {
            event(alice, room, id).statusCode(200).body("event_id", equalTo(id));
            alice.asking().get(ROOMS + "/context/{event}?limit=2", room, id).then().statusCode(200).body("event.event_id", equalTo(id));
            redact(alice, room, id).statusCode(200);
        }
    }

    @Test
    void unknownVersionIsRefused() {
        Agents.register("alice").asking().body(Map.of("room_version", "13")).post("/_matrix/client/v3/createRoom").then()
                .statusCode(400).body("errcode", equalTo("M_UNSUPPORTED_ROOM_VERSION")).body("room_id", not(equalTo("x")));
    }

    private static void bring(Agent guest, Agent host, String room) {
        host.asking().body(Map.of("user_id", guest.userId().value())).post(ROOMS + "/invite", room).then().statusCode(200);
        guest.asking().body(Map.of()).post("/_matrix/client/v3/join/{room}", room).then().statusCode(200);
    }

    private static String create(Agent agent, RoomVersion version) {
        return agent.asking().body(Map.of("preset", "private_chat", "room_version", version.id(), "name", "version " + version))
                .post("/_matrix/client/v3/createRoom").then().statusCode(200).extract().path("room_id");
    }

    private static String say(Agent agent, String room, String text) {
        return agent.asking().body(Map.of("msgtype", "m.text", "body", text))
                .put(ROOMS + "/send/m.room.message/" + UUID.randomUUID(), room).then().statusCode(200).extract().path("event_id");
    }

    private static ValidatableResponse event(Agent agent, String room, String event) {
        return agent.asking().get(ROOMS + "/event/{event}", room, event).then();
    }

    private static ValidatableResponse redact(Agent agent, String room, String event) {
        return agent.asking().body(Map.of()).put(ROOMS + "/redact/{event}/" + UUID.randomUUID(), room, event).then();
    }
}
