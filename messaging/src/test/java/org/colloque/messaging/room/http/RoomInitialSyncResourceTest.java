package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RoomInitialSyncResourceTest {

    private Agent alice;
    private Agent bob;
    private TestRoom room;

    @BeforeEach
    void open() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = TestRoom.publicBy(alice);
    }

    @Test
    void memberSeesTheLatestMessagesInTheirOrderTheStateAndWhatIsTheirs() {
        room.joinedBy(bob).message(alice, "one");
        room.message(alice, "two");
        room.message(alice, "three");
        bob.asking().body(Map.of("order", 0.5)).put("/_matrix/client/v3/user/" + bob.userId().value() + "/rooms/" + room.id().value() + "/tags/m.favourite");

        ValidatableResponse look = look(bob, room, 2).statusCode(200).body("messages.chunk.content.body", contains("two", "three"))
                .body("membership", equalTo("join")).body("visibility", equalTo("private"))
                .body("state.type", hasItems("m.room.create", "m.room.power_levels")).body("account_data.type", contains("m.tag"));

        bob.asking().queryParams(Map.of("dir", "b", "limit", 1, "from", look.extract().path("messages.start")))
                .get(room.path("/messages")).then().statusCode(200).body("chunk.content.body", contains("one"));
        String after = room.message(alice, "four");
        bob.asking().queryParams(Map.of("dir", "f", "from", look.extract().path("messages.end")))
                .get(room.path("/messages")).then().statusCode(200).body("chunk.event_id", contains(after));
    }

    @Test
    void whoLeftSeesTheRoomAsItWasThen() {
        room.joinedBy(bob).message(alice, "before");
        bob.asking().body(Map.of()).post(room.path("/leave")).then().statusCode(200);
        room.message(alice, "after");
        room.state(alice, "m.room.topic", "", Map.of("topic", "after"));

        look(bob, room, 10).statusCode(200).body("membership", equalTo("leave"))
                .body("messages.chunk.content.body", hasItem("before")).body("messages.chunk.content.body", not(hasItem("after")))
                .body("state.type", not(hasItem("m.room.topic")));
    }

    @Test
    void anybodyMayLookAtAWorldReadableRoom() {
        TestRoom open = TestRoom.by(alice, Map.of("visibility", "public", "initial_state", List.of(Map.of(
                "type", "m.room.history_visibility", "state_key", "", "content", Map.of("history_visibility", "world_readable")))));
        open.message(alice, "for all");

        look(bob, open, 1).statusCode(200).body("membership", nullValue()).body("visibility", equalTo("public"))
                .body("messages.chunk.content.body", contains("for all")).body("account_data", empty());
    }

    @Test
    void othersSeeNothing() {
        look(bob, room, 10).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        look(bob, new TestRoom(alice, room.id()), -1).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        RestAssured.given().get(room.path("/initialSync")).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        alice.asking().get("/_matrix/client/v3/rooms/nonsense/initialSync").then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    private static ValidatableResponse look(Agent reader, TestRoom room, int limit) {
        return reader.asking().queryParam("limit", limit).get(room.path("/initialSync")).then();
    }
}
