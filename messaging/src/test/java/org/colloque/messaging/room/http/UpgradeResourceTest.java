package org.colloque.messaging.room.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.colloque.protocol.id.RoomId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UpgradeResourceTest {

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void prepare() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void replacementCarriesTheStateAndNamesItsPredecessor() {
        TestRoom old = TestRoom.by(alice, Map.of("room_version", "10", "name", "Salon", "topic", "Ordre du jour", "preset", "public_chat",
                "creation_content", Map.of("type", "m.space")));
        TestRoom room = upgraded(old, "12");
        alice.asking().get(room.path("/state/m.room.create")).then().statusCode(200).body("room_version", equalTo("12"))
                .body("predecessor.room_id", equalTo(old.id().value())).body("type", equalTo("m.space")).body("$", not(hasKey("creator")));
        alice.asking().get(room.path("/state/m.room.name")).then().body("name", equalTo("Salon"));
        alice.asking().get(room.path("/state/m.room.topic")).then().body("topic", equalTo("Ordre du jour"));
        alice.asking().get(room.path("/state/m.room.join_rules")).then().body("join_rule", equalTo("public"));
    }

    @Test
    void oldRoomPointsToItsReplacementAndIsClosed() {
        TestRoom old = TestRoom.by(alice, Map.of("room_version", "11", "preset", "public_chat")).joinedBy(bob);
        TestRoom room = upgraded(old, "12");
        alice.asking().get(old.path("/state/m.room.tombstone")).then().statusCode(200)
                .body("replacement_room", equalTo(room.id().value())).body("$", hasKey("body"));
        alice.asking().get(old.path("/state/m.room.power_levels")).then()
                .body("events_default", greaterThanOrEqualTo(50)).body("invite", greaterThanOrEqualTo(50));
        bob.asking().body(Map.of("msgtype", "m.text", "body", "still here?")).put(old.path("/send/m.room.message/1")).then().statusCode(403);
    }

    @Test
    void powerLevelsAndBansAreKept() {
        TestRoom old = TestRoom.by(alice, Map.of("room_version", "10", "preset", "public_chat"));
        old.powerLevels(Map.of("users", Map.of(alice.userId().value(), 100, bob.userId().value(), 50)));
        Agent mallory = Agents.register("mallory");
        alice.asking().body(Map.of("user_id", mallory.userId().value())).post(old.path("/ban")).then().statusCode(200);
        TestRoom room = upgraded(old, "12");
        alice.asking().get(room.path("/state/m.room.power_levels")).then().statusCode(200)
                .body("users.'" + bob.userId() + "'", equalTo(50)).body("users", not(hasKey(alice.userId().value())));
        mallory.asking().body(Map.of()).post(room.path("/join")).then().statusCode(403);
        room.joinedBy(bob);
    }

    @Test
    void creatorsWithoutALevelGetOneWhereCreatorsNeedIt() {
        TestRoom old = TestRoom.by(alice, Map.of("room_version", "12", "creation_content",
                Map.of("additional_creators", List.of(bob.userId().value()))));
        TestRoom room = upgraded(old, "11");
        alice.asking().get(room.path("/state/m.room.power_levels")).then().statusCode(200)
                .body("users.'" + alice.userId() + "'", equalTo(100)).body("users.'" + bob.userId() + "'", equalTo(100));
        alice.asking().get(room.path("/state/m.room.create")).then().body("$", not(hasKey("additional_creators")));
    }

    @Test
    void additionalCreatorsAreThoseOfTheRequest() {
        TestRoom old = TestRoom.by(alice, Map.of("room_version", "12"));
        String id = upgrade(alice, old, Map.of("new_version", "12", "additional_creators", List.of(bob.userId().value())))
                .statusCode(200).extract().path("replacement_room");
        alice.asking().get("/_matrix/client/v3/rooms/" + id + "/state/m.room.create").then()
                .body("additional_creators", equalTo(List.of(bob.userId().value())));
    }

    @Test
    void aliasesAndThePlaceInTheDirectoryMove() {
        String alias = "hall-" + UUID.randomUUID();
        TestRoom old = TestRoom.by(alice, Map.of("room_version", "11", "visibility", "public", "room_alias_name", alias));
        TestRoom room = upgraded(old, "12");
        String full = alice.asking().get(room.path("/state/m.room.canonical_alias")).then().statusCode(200).extract().path("alias");
        given().get("/_matrix/client/v3/directory/room/{alias}", full).then().statusCode(200).body("room_id", equalTo(room.id().value()));
        given().get("/_matrix/client/v3/directory/list/room/" + room.id()).then().body("visibility", equalTo("public"));
        given().get("/_matrix/client/v3/directory/list/room/" + old.id()).then().body("visibility", equalTo("private"));
    }

    @Test
    void settingsOfAMemberFollowToTheReplacement() {
        TestRoom old = TestRoom.by(alice, Map.of("room_version", "11", "preset", "public_chat")).joinedBy(bob);
        bob.asking().body(Map.of("order", 0.5)).put(personal("/rooms/" + old.id() + "/tags/m.favourite")).then().statusCode(200);
        bob.asking().body(Map.of(alice.userId().value(), List.of(old.id().value()))).put(personal("/account_data/m.direct")).then().statusCode(200);
        bob.asking().body(Map.of("actions", List.of())).put("/_matrix/client/v3/pushrules/global/room/{room}", old.id().value())
                .then().statusCode(200);
        TestRoom room = upgraded(old, "12").joinedBy(bob);
        bob.asking().get(personal("/rooms/" + room.id() + "/tags")).then().statusCode(200).body("tags", hasKey("m.favourite"));
        bob.asking().get(personal("/account_data/m.direct")).then().body("'" + alice.userId() + "'", hasItem(room.id().value()));
        bob.asking().get("/_matrix/client/v3/pushrules/global/room/{room}", room.id().value()).then().statusCode(200)
                .body("rule_id", equalTo(room.id().value()));
    }

    @Test
    void whoMayNotSendATombstoneChangesNothing() {
        TestRoom old = TestRoom.by(alice, Map.of("room_version", "11", "preset", "public_chat")).joinedBy(bob);
        upgrade(bob, old, Map.of("new_version", "12")).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        upgrade(Agents.register("zoe"), old, Map.of("new_version", "12")).statusCode(403);
        alice.asking().get(old.path("/state/m.room.tombstone")).then().statusCode(404);
    }

    @Test
    void unknownVersionsAndBrokenRequestsAreRefused() {
        TestRoom old = TestRoom.by(alice);
        upgrade(alice, old, Map.of("new_version", "no such version")).statusCode(400).body("errcode", equalTo("M_UNSUPPORTED_ROOM_VERSION"));
        upgrade(alice, old, Map.of()).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        given().contentType("application/json").body("{}").post(old.path("/upgrade")).then().statusCode(401)
                .body("errcode", equalTo("M_MISSING_TOKEN")).body("replacement_room", nullValue());
    }

    private String personal(String endpoint) {
        return "/_matrix/client/v3/user/" + bob.userId() + endpoint;
    }

    private TestRoom upgraded(TestRoom old, String version) {
        return new TestRoom(alice, RoomId.parse(upgrade(alice, old, Map.of("new_version", version)).statusCode(200)
                .extract().path("replacement_room")));
    }

    private static ValidatableResponse upgrade(Agent agent, TestRoom room, Map<String, Object> body) {
        return agent.asking().body(body).post(room.path("/upgrade")).then();
    }
}
