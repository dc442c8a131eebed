package org.colloque.messaging.sync.http;

import static org.colloque.messaging.testing.Rooms.joined;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users keep for themselves: account data, tags, push rules, filters, presence. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OwnDataResourceTest {

    private static final String USER = "/_matrix/client/v3/user/{user}";
    private static final String RULES = "/_matrix/client/v3/pushrules";

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void accountDataIsKeptAndEchoed() {
        JsonPath first = Rooms.sync(alice);
        put("/account_data/org.example.colour", Map.of("colour", "blue"));
        alice.asking().get(USER + "/account_data/org.example.colour", id()).then().statusCode(200).body("colour", equalTo("blue"));

        JsonPath answer = Rooms.next(alice, first);

        assertThat(answer.getString("account_data.events.find { it.type == 'org.example.colour' }.content.colour"), equalTo("blue"));
        assertThat(Rooms.sync(alice).getList("account_data.events.type"), hasItem("org.example.colour"));
    }

    @Test
    void accountDataOfOthersAndOfTheServerIsRefused() {
        Agent bob = Agents.register("bob");
        bob.asking().body("{}").put(USER + "/account_data/org.example.x", id()).then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        bob.asking().get(USER + "/account_data/org.example.x", id()).then().statusCode(403);
        alice.asking().get(USER + "/account_data/org.example.x", id()).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        alice.asking().body("{}").put(USER + "/account_data/m.push_rules", id()).then().statusCode(405).body("errcode", equalTo("M_BAD_JSON"));
        alice.asking().body("[]").put(USER + "/account_data/org.example.x", id()).then().statusCode(400);
        RestAssured.get(USER + "/account_data/org.example.x", id()).then().statusCode(401);
    }

    @Test
    void tagsAreAccountDataOfTheRoom() {
        String room = Rooms.create(alice);
        JsonPath first = Rooms.sync(alice);
        alice.asking().body(Map.of("order", 0.5)).put(USER + "/rooms/{room}/tags/m.favourite", id(), room).then().statusCode(200);
        alice.asking().body("{}").put(USER + "/rooms/{room}/tags/u.work", id(), room).then().statusCode(200);
        alice.asking().delete(USER + "/rooms/{room}/tags/u.work", id(), room).then().statusCode(200);

        alice.asking().get(USER + "/rooms/{room}/tags", id(), room).then().statusCode(200)
                .body("tags", aMapWithSize(1)).body("tags.'m.favourite'.order", equalTo(0.5f));
        assertThat(Rooms.sync(alice).getFloat(joined(room) + ".account_data.events.find { it.type == 'm.tag' }.content.tags.'m.favourite'.order"),
                is(0.5f));
        assertThat(Rooms.next(alice, first).getMap("rooms.join").size(), is(1));
    }

    @Test
    void pushRulesAreMadeOrderedAndTakenAway() {
        JsonPath first = Rooms.sync(alice);
        rule("content", "cake", Map.of("pattern", "cake", "actions", List.of("notify")), "").statusCode(200);
        rule("content", "lie", Map.of("pattern", "cake*lie", "actions", List.of()), "?before=cake").statusCode(200);
        alice.asking().get(RULES + "/").then().statusCode(200)
                .body("global.content.rule_id", equalTo(List.of("lie", "cake")))
                .body("global.override[0].rule_id", equalTo(".m.rule.master"));
        assertThat(Rooms.next(alice, first).getList("account_data.events.find { it.type == 'm.push_rules' }.content.global.content.rule_id"),
                hasItem("cake"));
        alice.asking().body(Map.of("enabled", false)).put(RULES + "/global/content/cake/enabled").then().statusCode(200);
        alice.asking().get(RULES + "/global/content/cake").then().statusCode(200).body("enabled", is(false));
        alice.asking().body(Map.of("actions", List.of("notify"))).put(RULES + "/global/override/.m.rule.suppress_notices/actions")
                .then().statusCode(200);
        alice.asking().get(RULES + "/global/override/.m.rule.suppress_notices/actions").then().body("actions", equalTo(List.of("notify")));
        alice.asking().delete(RULES + "/global/content/cake").then().statusCode(200);
        alice.asking().get(RULES + "/global/content/cake").then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void malformedPushRulesAreRefused() {
        rule("content", ".hidden", Map.of("pattern", "x", "actions", List.of()), "").statusCode(400);
        rule("content", "x", Map.of("actions", List.of()), "").statusCode(400);
        rule("sometimes", "x", Map.of("actions", List.of()), "").statusCode(400);
        rule("content", "x", Map.of("pattern", "x", "actions", List.of()), "?after=nothing").statusCode(400);
        alice.asking().delete(RULES + "/global/override/.m.rule.master").then().statusCode(404);
        RestAssured.get(RULES + "/").then().statusCode(401);
    }

    @Test
    void filterIsKeptForItsOwnerAlone() {
        Map<String, ?> filter = Map.of("room", Map.of("timeline", Map.of("limit", 3)));
        String filterId = alice.asking().body(filter).post(USER + "/filter", id()).then().statusCode(200).extract().path("filter_id");
        alice.asking().get(USER + "/filter/{filter}", id(), filterId).then().statusCode(200).body("room.timeline.limit", equalTo(3));
        String room = Rooms.create(alice);
        assertThat(Rooms.sync(alice, Map.of("filter", filterId)).getList(joined(room) + ".timeline.events").size(), is(3));

        Agent bob = Agents.register("bob");
        bob.asking().get(USER + "/filter/{filter}", id(), filterId).then().statusCode(403);
        bob.asking().get(USER + "/filter/{filter}", bob.userId().value(), filterId).then().statusCode(404);
        alice.asking().body(Map.of("room", Map.of("timeline", Map.of("limit", "many")))).post(USER + "/filter", id())
                .then().statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
    }

    @Test
    void eventFieldsNarrowEvents() {
        String room = Rooms.create(alice);
        Rooms.say(alice, room, "short");

        JsonPath answer = Rooms.sync(alice, Map.of("filter", "{\"event_fields\":[\"type\",\"content.body\"]}"));

        Map<String, ?> last = answer.getMap(joined(room) + ".timeline.events[-1]");
        assertThat(last.keySet().stream().toList(), not(hasItem("sender")));
        assertThat(last.get("content"), equalTo(Map.of("body", "short")));
    }

    @Test
    void presenceIsSetByItsOwnerAndSeenByThoseInARoomWithThem() {
        String path = "/_matrix/client/v3/presence/{user}/status";
        alice.asking().body(Map.of("presence", "unavailable", "status_msg", "lunch")).put(path, id()).then().statusCode(200);
        Agent bob = Agents.register("bob");
        bob.asking().get(path, id()).then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        Rooms.join(bob, Rooms.create(alice));
        bob.asking().get(path, id()).then().statusCode(200).body("presence", equalTo("unavailable")).body("status_msg", equalTo("lunch"));
        bob.asking().body(Map.of("presence", "online")).put(path, id()).then().statusCode(403);
        alice.asking().body(Map.of("presence", "asleep")).put(path, id()).then().statusCode(400);
        bob.asking().get(path, "@nobody:ministry.example").then().statusCode(404);
    }

    private ValidatableResponse rule(String kind, String id, Map<String, ?> body, String query) {
        return alice.asking().body(body).put(RULES + "/global/" + kind + "/" + id + query).then();
    }

    private void put(String path, Map<String, ?> body) {
        alice.asking().body(body).put(USER + path, id()).then().statusCode(200);
    }

    private String id() {
        return alice.userId().value();
    }
}
