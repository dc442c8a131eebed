package org.colloque.messaging.room.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CreateRoomResourceTest {

    private static final String CREATE = "/_matrix/client/v3/createRoom";

    private Agent alice;

    @BeforeEach
    void prepare() {
        alice = Agents.register("alice");
    }

    @Test
    void roomOfVersion12IsNamedAfterItsCreateEvent() {
        alice.asking().body("{}").post(CREATE).then().statusCode(200).body("room_id", matchesPattern("![A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "11"})
    void roomOfEarlierVersionIsNamedByTheServer(String version) {
        TestRoom room = TestRoom.by(alice, Map.of("room_version", version));
        alice.asking().get(room.path("/state/m.room.create")).then().statusCode(200).body("room_version", equalTo(version));
        alice.asking().get(room.path("/state/m.room.power_levels")).then().statusCode(200)
                .body("users.'" + alice.userId() + "'", equalTo(100));
    }

    @Test
    void creatorOfVersion12IsNotListedInThePowerLevels() {
        TestRoom room = TestRoom.by(alice);
        alice.asking().get(room.path("/state/m.room.power_levels")).then().statusCode(200)
                .body("users", not(hasKey(alice.userId().value())))
                .body("events.'m.room.tombstone'", equalTo(150));
    }

    @Test
    void firstEventsComeInTheOrderOfTheSpecification() {
        TestRoom room = TestRoom.by(alice, Map.of("name", "Salon", "topic", "Ordre du jour",
                "room_alias_name", "salon-" + UUID.randomUUID()));
        alice.asking().get(room.path("/messages?dir=f&limit=50")).then().statusCode(200)
                .body("chunk.type", contains("m.room.create", "m.room.member", "m.room.power_levels", "m.room.canonical_alias",
                        "m.room.join_rules", "m.room.history_visibility", "m.room.guest_access", "m.room.name", "m.room.topic"));
    }

    @Test
    void initialStateTakesPrecedenceOverThePreset() {
        TestRoom room = TestRoom.by(alice, Map.of("initial_state", List.of(
                Map.of("type", "m.room.join_rules", "state_key", "", "content", Map.of("join_rule", "knock")),
                Map.of("type", "m.room.encryption", "content", Map.of("algorithm", "m.megolm.v1.aes-sha2")))));
        alice.asking().get(room.path("/state/m.room.join_rules")).then().body("join_rule", equalTo("knock"));
        alice.asking().get(room.path("/state/m.room.encryption/")).then().body("algorithm", equalTo("m.megolm.v1.aes-sha2"));
    }

    @Test
    void inviteesAreInvited() {
        Agent bob = Agents.register("bob");
        TestRoom room = TestRoom.by(alice, Map.of("invite", List.of(bob.userId().value()), "is_direct", true));
        alice.asking().get(room.path("/state/m.room.member/" + bob.userId())).then().statusCode(200)
                .body("membership", equalTo("invite")).body("is_direct", equalTo(true));
    }

    @Test
    void eachMemberMayStartACall() {
        Agent bob = Agents.register("bob");
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        room.state(bob, "org.matrix.msc3401.call.member", "_" + bob.userId() + "_DEVICE_m.call", Map.of("application", "m.call"));
    }

    @Test
    void aliasCanBeTakenOnce() {
        String name = "hearing-" + UUID.randomUUID();
        TestRoom room = TestRoom.by(alice, Map.of("room_alias_name", name));
        alice.asking().get("/_matrix/client/v3/directory/room/{alias}", "#" + name + ":ministry.example")
                .then().statusCode(200).body("room_id", equalTo(room.id().value())).body("servers", hasItem("ministry.example"));
        alice.asking().body(Map.of("room_alias_name", name)).post(CREATE)
                .then().statusCode(400).body("errcode", equalTo("M_ROOM_IN_USE"));
    }

    @Test
    void unknownVersionIsRefused() {
        alice.asking().body(Map.of("room_version", "ours")).post(CREATE)
                .then().statusCode(400).body("errcode", equalTo("M_UNSUPPORTED_ROOM_VERSION"));
    }

    @Test
    void stateThatTheCreatorMayNotSendIsRefused() {
        alice.asking().body(Map.of("room_version", "11", "name", "no",
                        "power_level_content_override", Map.of("users", Map.of(alice.userId().value(), 0))))
                .post(CREATE).then().statusCode(400).body("errcode", equalTo("M_INVALID_ROOM_STATE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"invite\":\"@bob:ministry.example\"}", "{\"name\":1}", "{\"preset\":[]}",
            "{\"initial_state\":[{\"content\":{}}]}", "{\"creation_content\":3}"})
    void wrongTypesAreRefused(String body) {
        alice.asking().body(body).post(CREATE).then().statusCode(400);
    }

    @Test
    void brokenJsonIsRefused() {
        alice.asking().body("{").post(CREATE).then().statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
    }

    @Test
    void strangersMayNotCreate() {
        given().body("{}").post(CREATE).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }
}
