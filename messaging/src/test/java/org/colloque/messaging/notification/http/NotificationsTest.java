package org.colloque.messaging.notification.http;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.Rooms;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class NotificationsTest {

    private static final String NOTIFICATIONS = "/_matrix/client/v3/notifications";

    private Agent alice;
    private Agent bob;
    private String room;

    @BeforeEach
    void meet() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
        room = Rooms.create(alice);
        Rooms.say(alice, room, "before bob came");
        Rooms.join(bob, room);
    }

    @Test
    void newestComesFirstWithWhatWasRead() {
        String one = Rooms.say(alice, room, "one");
        String two = Rooms.say(alice, room, "two");
        Rooms.say(bob, room, "his own");
        bob.asking().body("{}").post("/_matrix/client/v3/rooms/{room}/receipt/m.read/{event}", room, one).then().statusCode(200);
        list(bob, Map.of()).body("notifications.event.event_id", equalTo(List.of(two, one)))
                .body("notifications.read", equalTo(List.of(false, true))).body("notifications.room_id", everyItem(equalTo(room)))
                .body("notifications[0].actions", hasItem("notify")).body("notifications[0].event", not(hasKey("room_id")))
                .body("$", not(hasKey("next_token")));
    }

    @Test
    void pagesFollowEachOther() {
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            sent.addFirst(Rooms.say(alice, room, "message " + i));
        }
        JsonPath first = list(bob, Map.of("limit", 3)).extract().jsonPath();
        JsonPath second = list(bob, Map.of("limit", 3, "from", first.getString("next_token"))).extract().jsonPath();
        List<String> told = new ArrayList<>(first.getList("notifications.event.event_id"));
        told.addAll(second.getList("notifications.event.event_id"));
        assertEquals(sent, told);
    }

    @Test
    void highlightsAloneAreListedOnRequest() {
        Rooms.say(alice, room, "nothing special");
        String mention = Rooms.send(alice, room, "m.room.message", Map.of("msgtype", "m.text", "body", "you there",
                "m.mentions", Map.of("user_ids", List.of(bob.userId().value()))), UUID.randomUUID().toString());
        list(bob, Map.of("only", "highlight")).body("notifications.event.event_id", equalTo(List.of(mention)));
    }

    @Test
    void roomsThatOneHasLeftAndStrangersSeeNothing() {
        Rooms.say(alice, room, "one");
        Rooms.leave(bob, room);
        list(bob, Map.of()).body("notifications", equalTo(List.of()));
        list(Agents.register("stranger"), Map.of()).body("notifications", equalTo(List.of()));
    }

    @Test
    void malformedRequestsAreRefused() {
        RestAssured.given().get(NOTIFICATIONS).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        for (String query : List.of("limit=many", "limit=-1", "from=somewhere")) {
            bob.asking().get(NOTIFICATIONS + "?" + query).then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        }
    }

    private static ValidatableResponse list(Agent agent, Map<String, Object> query) {
        return agent.asking().queryParams(query).get(NOTIFICATIONS).then().log().ifValidationFails().statusCode(200);
    }
}
