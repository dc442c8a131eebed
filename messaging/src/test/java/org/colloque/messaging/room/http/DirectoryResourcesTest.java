package org.colloque.messaging.room.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DirectoryResourcesTest {

    private Agent alice;
    private Agent bob;
    private String alias;

    @BeforeEach
    void prepare() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        alias = "#lobby-" + UUID.randomUUID() + ":ministry.example";
    }

    @Test
    void aliasLeadsToTheRoomUntilItIsRemoved() {
        TestRoom room = TestRoom.publicBy(alice);
        name(alice, room).statusCode(200);
        name(alice, room).statusCode(409);
        bob.asking().body("{}").post("/_matrix/client/v3/join/{alias}", alias).then()
                .statusCode(200).body("room_id", equalTo(room.id().value()));
        alice.asking().get(room.path("/aliases")).then().statusCode(200).body("aliases", hasItem(alias));
        bob.asking().delete("/_matrix/client/v3/directory/room/{alias}", alias).then().statusCode(403);
        alice.asking().delete("/_matrix/client/v3/directory/room/{alias}", alias).then().statusCode(200);
        given().get("/_matrix/client/v3/directory/room/{alias}", alias).then()
                .statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void aliasOfAnotherServerCannotBeMade() {
        alice.asking().body(Map.of("room_id", TestRoom.by(alice).id().value()))
                .put("/_matrix/client/v3/directory/room/{alias}", "#a:elsewhere.example").then().statusCode(400);
    }

    @Test
    void publishedRoomIsListedAndFound() {
        String name = "Forum " + UUID.randomUUID();
        TestRoom room = TestRoom.by(alice, Map.of("visibility", "public", "name", name));
        bob.asking().body(Map.of("filter", Map.of("generic_search_term", name.toUpperCase()))).post("/_matrix/client/v3/publicRooms")
                .then().statusCode(200).body("chunk.room_id", equalTo(List.of(room.id().value())))
                .body("chunk[0].num_joined_members", equalTo(1)).body("chunk[0].join_rule", equalTo("public"));
        list(alice, room, "private").statusCode(200);
        bob.asking().get("/_matrix/client/v3/publicRooms").then().statusCode(200)
                .body("chunk.room_id", not(hasItem(room.id().value())));
    }

    @Test
    void onlyThoseWithPowerMayPublish() {
        TestRoom room = TestRoom.publicBy(alice).joinedBy(bob);
        list(bob, room, "public").statusCode(403);
        list(alice, room, "public").statusCode(200);
        given().get("/_matrix/client/v3/directory/list/room/{room}", room.id().value())
                .then().statusCode(200).body("visibility", equalTo("public"));
    }

    @Test
    void summaryIsShownToWhoMayEnter() {
        TestRoom open = TestRoom.publicBy(alice);
        bob.asking().get("/_matrix/client/v1/room_summary/{room}", open.id().value()).then().statusCode(200)
                .body("num_joined_members", equalTo(1)).body("room_version", equalTo("12"));
        bob.asking().get("/_matrix/client/v1/room_summary/{room}", TestRoom.by(alice).id().value()).then().statusCode(404);
    }

    private ValidatableResponse name(Agent agent, TestRoom room) {
        return agent.asking().body(Map.of("room_id", room.id().value())).put("/_matrix/client/v3/directory/room/{alias}", alias).then();
    }

    private static ValidatableResponse list(Agent agent, TestRoom room, String visibility) {
        return agent.asking().body(Map.of("visibility", visibility))
                .put("/_matrix/client/v3/directory/list/room/{room}", room.id().value()).then();
    }
}
