package org.colloque.messaging.report.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ReportsTest {

    private static final String CLIENT = "/_matrix/client/v3/";
    private static final Map<String, Object> REASON = Map.of("reason", "this makes me sad");

    @Inject
    Database database;

    private Agent alice;
    private Agent bob;
    private String room;

    @BeforeEach
    void meet() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = Rooms.create(alice);
    }

    @Test
    void memberReportsAnEvent() {
        Rooms.join(bob, room);
        String event = Rooms.say(alice, room, "something bad");
        report(bob, "rooms/" + room + "/report/" + event, REASON).statusCode(200);
        assertEquals(List.of(Arrays.asList("event", room, event, alice.userId().value(), "this makes me sad")), reports(bob));
        report(bob, "rooms/" + room + "/report/" + event, Map.of()).statusCode(200);
    }

    @Test
    void eventIsReportedByMembersWhoMaySeeItAlone() {
        String event = Rooms.say(alice, room, "something bad");
        notFound(report(bob, "rooms/" + room + "/report/" + event, REASON));
        Rooms.join(bob, room);
        notFound(report(bob, "rooms/" + room + "/report/$unknown", REASON));
        notFound(report(bob, "rooms/" + Rooms.create(bob) + "/report/" + event, REASON));
        notFound(report(bob, "rooms/!nowhere:ministry.example/report/" + event, REASON));
        assertEquals(List.of(), reports(bob));
    }

    @Test
    void roomIsReportedByAnybody() {
        report(bob, "rooms/" + room + "/report", REASON).statusCode(200);
        assertEquals(List.of(Arrays.asList("room", room, null, null, "this makes me sad")), reports(bob));
        notFound(report(bob, "rooms/!nowhere:ministry.example/report", REASON));
        report(bob, "rooms/" + room + "/report", Map.of("reason", "")).statusCode(200);
    }

    @Test
    void personIsReportedByAnybody() {
        report(bob, "users/" + alice.userId() + "/report", REASON).statusCode(200);
        assertEquals(List.of(Arrays.asList("user", null, null, alice.userId().value(), "this makes me sad")), reports(bob));
        notFound(report(bob, "users/@nobody:ministry.example/report", REASON));
        report(bob, "users/@zoe:elsewhere.example/report", REASON).statusCode(200);
    }

    @Test
    void malformedReportsAreRefused() {
        for (String path : List.of("rooms/" + room + "/report", "users/" + alice.userId() + "/report")) {
            report(bob, path, Map.of()).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
            report(bob, path, Map.of("reason", 7)).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        }
        Rooms.join(bob, room);
        report(bob, "rooms/" + room + "/report/" + Rooms.say(alice, room, "x"), Map.of("reason", 7)).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        report(bob, "users/alice/report", REASON).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        for (String path : List.of("rooms/" + room + "/report", "rooms/" + room + "/report/$x", "users/" + alice.userId() + "/report")) {
            given().body("{}").post(CLIENT + path).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        }
    }

    private List<List<Object>> reports(Agent by) {
        return database.query("select kind, room_id, event_id, user_id, reason from report where reporter = $1 order by id", by.userId().value())
                .map(rows -> rows.stream().map(row -> Arrays.asList(row.values())).toList()).await().atMost(Duration.ofSeconds(10));
    }

    private static ValidatableResponse report(Agent by, String path, Map<String, Object> body) {
        return by.asking().body(body).post(CLIENT + path).then();
    }

    private static void notFound(ValidatableResponse answer) {
        answer.statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
    }
}
