package org.colloque.messaging.sync.sliding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How sliding syncs are asked for, and what becomes of what is malformed. Spec: MSC4186, "Request Body". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SlidingRequestsTest {

    private static final String STABLE = "/_matrix/client/v4/sync";

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void versionsTellThatItIsThere() {
        RestAssured.get("/_matrix/client/versions").then().statusCode(200).body("unstable_features.'org.matrix.simplified_msc3575'", is(true));
    }

    @Test
    void tokenIsNeeded() {
        RestAssured.given().contentType("application/json").body("{}").post(Sliding.PATH).then().statusCode(401).body("errcode", is("M_MISSING_TOKEN"));
        RestAssured.given().contentType("application/json").header("Authorization", "Bearer wrong").body("{}").post(Sliding.PATH).then()
                .statusCode(401).body("errcode", is("M_UNKNOWN_TOKEN"));
    }

    @Test
    void malformedRequestsAreRefused() {
        refused("{", "M_NOT_JSON");
        refused("[]", "M_BAD_JSON");
        refused(Map.of("lists", List.of()), "M_BAD_JSON");
        refused(Map.of("lists", Map.of("a", 1)), "M_BAD_JSON");
        refused(Map.of("lists", Map.of("a", Map.of("required_state", List.of()))), "M_MISSING_PARAM");
        refused(list("timeline_limit", "1"), "M_BAD_JSON");
        refused(list("timeline_limit", -1), "M_INVALID_PARAM");
        refused(list("ranges", List.of(List.of(0))), "M_BAD_JSON");
        refused(list("ranges", List.of(1)), "M_BAD_JSON");
        refused(list("ranges", List.of(List.of(5, 1))), "M_INVALID_PARAM");
        refused(list("range", List.of(-1, 1)), "M_INVALID_PARAM");
        refused(list("required_state", "m.room.create"), "M_BAD_JSON");
        refused(list("required_state", List.of(List.of("m.room.create"))), "M_BAD_JSON");
        refused(list("required_state", List.of(List.of("m.room.create", 1))), "M_BAD_JSON");
        refused(list("filters", Map.of("is_dm", "yes")), "M_BAD_JSON");
        refused(list("filters", Map.of("room_types", List.of(1))), "M_BAD_JSON");
        refused(list("filters", Map.of("spaces", List.of("space"))), "M_INVALID_PARAM");
        refused(Map.of("room_subscriptions", Map.of("room", Sliding.subscription(1))), "M_INVALID_PARAM");
        refused(Map.of("extensions", Map.of("e2ee", true)), "M_BAD_JSON");
        refused(Map.of("extensions", Map.of("e2ee", Map.of("enabled", 1))), "M_BAD_JSON");
        refused(Map.of("extensions", Map.of("to_device", Map.of("enabled", true, "since", "yesterday"))), "M_INVALID_PARAM");
        refused(Map.of("conn_id", 1), "M_BAD_JSON");
        refused(Map.of("conn_id", "x".repeat(300)), "M_INVALID_PARAM");
        refused(Map.of("timeout", "soon"), "M_BAD_JSON");
        alice.asking().body("{}").queryParam("timeout", "soon").post(Sliding.PATH).then().statusCode(400).body("errcode", is("M_INVALID_PARAM"));
        alice.asking().body("{}").queryParam("set_presence", "asleep").post(Sliding.PATH).then().statusCode(400).body("errcode", is("M_INVALID_PARAM"));
    }

    @Test
    void atMostAHundredListsAndSubscriptions() {
        Map<String, Object> lists = new HashMap<>();
        Map<String, Object> rooms = new HashMap<>();
        for (int i = 0; i < 101; i++) {
            lists.put("list" + i, Sliding.list(1, 1));
            rooms.put("!room" + i + ":example.org", Sliding.subscription(1));
        }

        refused(Map.of("lists", lists), "M_INVALID_PARAM");
        refused(Map.of("room_subscriptions", rooms), "M_INVALID_PARAM");
        lists.remove("list0");
        Sliding.first(alice, Map.of("lists", lists));
    }

    @Test
    void positionOfAnotherIsNotKnown() {
        Rooms.create(alice);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        String pos = Sliding.first(alice, body).getString("pos");

        unknown(alice.onAnotherDevice(), body, pos);
        unknown(Agents.register("mallory"), body, pos);
        unknown(alice, Sliding.with(body, "conn_id", "other"), pos);
        unknown(alice, body, "made up");
        unknown(alice, body, pos.replaceAll("~\\d+", "~5"));
        unknown(alice, body, "s1");
    }

    @Test
    void stableEndpointSpeaksTheProposalsLastWords() {
        Agent bob = Agents.register("bob");
        String room = Rooms.create(alice, Map.of("name", "Tea"));
        String invite = Rooms.create(bob, Map.of("name", "Bob's"));
        Rooms.invite(bob, invite, alice);
        Map<String, Object> list = Map.of("range", List.of(0, 9), "timeline_limit", 1, "required_state", Map.of("include", List.of(Map.of()),
                "exclude", List.of(Map.of("type", "m.room.create", "state_key", "")), "lazy_members", true));
        JsonPath first = stable(Map.of("lists", Map.of("all", list), "timeout", 100, "set_presence", "offline"));

        assertThat(Sliding.state(first, room), hasItem("m.room.name|"));
        assertThat(Sliding.state(first, room).contains("m.room.create|"), is(false));
        assertThat(first.getList("rooms.'" + invite + "'.stripped_state.type"), hasItem("m.room.name"));
        JsonPath more = stable(Map.of("lists", Map.of("all", Sliding.with(list, "timeline_limit", 5)), "pos", first.getString("pos"), "set_presence", "offline"));
        assertThat(Sliding.room(more, room).get("expanded_timeline"), is(true));
    }

    @Test
    void transactionIsRepeated() {
        assertThat(Sliding.first(alice, Map.of("txn_id", "t1")).getString("txn_id"), equalTo("t1"));
    }

    @Test
    void requestWithoutRulesAnswersWithoutRooms() {
        Rooms.create(alice);
        JsonPath first = Sliding.first(alice, Map.of());

        assertThat(Sliding.rooms(first).size(), is(0));
        assertThat(first.<Map<String, Object>>get(), hasKey("pos"));
        assertThat(Sliding.rooms(Sliding.now(alice, Map.of(), first)).size(), is(0));
    }

    @Test
    void waitEndsWithTheTimeout() {
        String room = Rooms.create(alice);
        Map<String, Object> body = Sliding.all(Sliding.list(9, 1));
        JsonPath first = Sliding.first(alice, body);

        JsonPath waited = Sliding.after(alice, body, first, 200);

        assertThat(Sliding.rooms(waited).size(), is(0));
        Rooms.say(alice, room, "then");
        assertThat(Sliding.bodies(Sliding.next(alice, body, waited), room), contains("then"));
    }

    private JsonPath stable(Map<String, ?> body) {
        return alice.asking().body(body).post(STABLE).then().log().ifValidationFails().statusCode(200).extract().jsonPath();
    }

    private static Map<String, Object> list(String field, Object value) {
        return Sliding.all(Sliding.with(Sliding.list(1, 1), field, value));
    }

    private void refused(Object body, String errcode) {
        alice.asking().body(body).post(Sliding.PATH).then().log().ifValidationFails().statusCode(400).body("errcode", is(errcode));
    }

    private static void unknown(Agent by, Map<String, ?> body, String pos) {
        Sliding.ask(by, body, Map.of("pos", pos)).then().log().ifValidationFails().statusCode(400).body("errcode", is("M_UNKNOWN_POS"));
    }
}
