package org.colloque.messaging.space.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
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
class HierarchyResourceTest {

    private Agent alice;
    private TestRoom space;

    @BeforeEach
    void prepare() {
        alice = Agents.register("alice");
        space = space();
    }

    @Test
    void treeIsShownDepthFirstInTheOrderOfTheSpecification() {
        TestRoom inner = space();
        TestRoom leaf = TestRoom.publicBy(alice);
        TestRoom late = TestRoom.publicBy(alice);
        child(inner, leaf, Map.of());
        child(space, late, Map.of("order", "b"));
        child(space, inner, Map.of("order", "a"));
        hierarchy(alice, "").statusCode(200).body("rooms.room_id", contains(id(space), id(inner), id(leaf), id(late)))
                .body("rooms[0].room_type", equalTo("m.space")).body("rooms[0].children_state.state_key", contains(id(inner), id(late)))
                .body("rooms[0].children_state[0].content.via", contains("ministry.example"));
    }

    @Test
    void loopsEnd() {
        TestRoom inner = space();
        child(space, inner, Map.of());
        child(inner, space, Map.of());
        hierarchy(alice, "").body("rooms.room_id", contains(id(space), id(inner)));
    }

    @Test
    void roomsThatTheUserCouldNotEnterAreLeftOut() {
        TestRoom secret = TestRoom.by(alice);
        TestRoom open = TestRoom.publicBy(alice);
        child(space, secret, Map.of());
        child(space, open, Map.of());
        Agent bob = Agents.register("bob");
        hierarchy(bob, "").statusCode(200).body("rooms.room_id", contains(id(space), id(open)));
        hierarchy(alice, "").body("rooms.room_id", hasItem(id(secret)));
        bob.asking().get("/_matrix/client/v1/rooms/" + id(secret) + "/hierarchy").then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void childWithoutServersIsNoChild() {
        TestRoom removed = TestRoom.publicBy(alice);
        child(space, removed, Map.of());
        space.state(alice, "m.space.child", id(removed), Map.of());
        hierarchy(alice, "").body("rooms.room_id", contains(id(space))).body("rooms[0].children_state.size()", equalTo(0));
    }

    @Test
    void depthAndSuggestionLimitTheTree() {
        TestRoom inner = space();
        TestRoom leaf = TestRoom.publicBy(alice);
        child(inner, leaf, Map.of());
        child(space, inner, Map.of("suggested", true));
        TestRoom other = TestRoom.publicBy(alice);
        child(space, other, Map.of());
        hierarchy(alice, "?max_depth=1").body("rooms.room_id", contains(id(space), id(inner), id(other)));
        hierarchy(alice, "?suggested_only=true").body("rooms.room_id", contains(id(space), id(inner)))
                .body("rooms[0].children_state.state_key", not(hasItem(id(other))));
    }

    @Test
    void pagesFollowEachOther() {
        TestRoom first = TestRoom.publicBy(alice);
        TestRoom second = TestRoom.publicBy(alice);
        child(space, first, Map.of("order", "a"));
        child(space, second, Map.of("order", "b"));
        String next = hierarchy(alice, "?limit=2").body("rooms.room_id", contains(id(space), id(first))).extract().path("next_batch");
        hierarchy(alice, "?limit=2&from=" + next).statusCode(200).body("rooms.room_id", contains(id(second)))
                .body("$", not(org.hamcrest.Matchers.hasKey("next_batch")));
        hierarchy(alice, "?limit=2&max_depth=1&from=" + next).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=many", "?max_depth=-1", "?from=elsewhere", "?suggested_only=perhaps"})
    void wrongParametersAreNamed(String query) {
        hierarchy(alice, query).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void strangersAreNotServed() {
        given().get("/_matrix/client/v1/rooms/" + id(space) + "/hierarchy").then().statusCode(401);
        alice.asking().get("/_matrix/client/v1/rooms/!nowhere:ministry.example/hierarchy").then().statusCode(403);
    }

    private TestRoom space() {
        return TestRoom.by(alice, Map.of("preset", "public_chat", "creation_content", Map.of("type", "m.space")));
    }

    private void child(TestRoom parent, TestRoom child, Map<String, Object> more) {
        Map<String, Object> content = new java.util.HashMap<>(more);
        content.put("via", List.of("ministry.example"));
        parent.state(alice, "m.space.child", id(child), content);
    }

    private ValidatableResponse hierarchy(Agent agent, String query) {
        return agent.asking().get("/_matrix/client/v1/rooms/" + id(space) + "/hierarchy" + query).then();
    }

    private static String id(TestRoom room) {
        return room.id().value();
    }
}
