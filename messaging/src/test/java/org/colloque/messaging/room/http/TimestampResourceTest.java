package org.colloque.messaging.room.http;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TimestampResourceTest {

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
    void eventAtATimeIsFoundFromBothSides() {
        room.message(alice, "before");
        String event = room.message(alice, "then");
        long then = time(event);
        room.message(alice, "after");
        for (String direction : List.of("f", "b")) {
            long found = closest(alice, then, direction).statusCode(200).extract().path("origin_server_ts");
            assertEquals(then, found);
        }
    }

    @Test
    void firstAndLastEventAreTheClosestToTimesBeyondThem() {
        String last = room.message(alice, "last");
        closest(alice, 0, "f").statusCode(200).body("event_id", equalTo(create()));
        closest(alice, 4_000_000_000_000L, "b").statusCode(200).body("event_id", equalTo(last));
    }

    @Test
    void nothingLiesBeforeTheBeginningOrBehindTheEnd() {
        closest(alice, 0, "b").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        closest(alice, 4_000_000_000_000L, "f").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }

    @Test
    void whatTheUserMayNotSeeIsPassedOver() {
        alice.asking().body(Map.of("history_visibility", "joined")).put(room.path("/state/m.room.history_visibility")).then().statusCode(200);
        for (int i = 0; i < 25; i++) {
            room.message(alice, "not for bob " + i);
        }
        long hidden = time(room.message(alice, "not for bob"));
        room.joinedBy(bob);
        long found = closest(bob, hidden, "f").statusCode(200).extract().path("origin_server_ts");
        assertTrue(found >= hidden);
        bob.asking().get(room.path("/event/") + closest(bob, hidden, "f").extract().path("event_id")).then().statusCode(200)
                .body("type", equalTo("m.room.member"));
    }

    @Test
    void strangerIsRefused() {
        closest(bob, 0, "f").statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void parametersAreCheckedByName() {
        ask(alice, "dir=f").statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        ask(alice, "ts=0").statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        ask(alice, "ts=yesterday&dir=f").statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        ask(alice, "ts=0&dir=up").statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    private ValidatableResponse closest(Agent agent, long timestamp, String direction) {
        return ask(agent, "ts=" + timestamp + "&dir=" + direction);
    }

    private ValidatableResponse ask(Agent agent, String query) {
        return agent.asking().get(room.path("/timestamp_to_event?" + query).replace("/v3/", "/v1/")).then();
    }

    private long time(String event) {
        return alice.asking().get(room.path("/event/" + event)).then().statusCode(200).extract().path("origin_server_ts");
    }

    private String create() {
        return alice.asking().get(room.path("/state/m.room.create?format=event")).then().statusCode(200).extract().path("event_id");
    }
}
