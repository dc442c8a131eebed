package org.colloque.messaging.delayed.http;

import static io.restassured.RestAssured.given;
import static org.colloque.messaging.delayed.DelayedRoom.EVENTS;
import static org.colloque.messaging.delayed.DelayedRoom.TYPE;
import static org.colloque.messaging.delayed.DelayedRoom.await;
import static org.colloque.messaging.delayed.DelayedRoom.manage;
import static org.colloque.messaging.delayed.DelayedRoom.pause;
import static org.colloque.messaging.delayed.DelayedRoom.scheduled;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.delayed.DelayedRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DelayedEventsResourceTest {

    private static final long LATER = 60_000;
    private static final long SOON = 1_000;

    private DelayedRoom room;

    @BeforeEach
    void makeRoom() {
        room = DelayedRoom.of(Agents.register("alice"));
    }

    @Test
    void clientsAreToldThatEventsCanBeDelayed() {
        given().get("/_matrix/client/versions").then().body("unstable_features.'org.matrix.msc4140'", equalTo(true));
    }

    @Test
    void delayedMessagesAreSentInTheOrderOfTheirTimes() {
        room.message("third", 4_000);
        room.message("first", 2_000);
        room.message("second", 3_000);
        room.isScheduled(3).body("delayed_events[0].content.text", equalTo("first"));
        assertEquals(List.of(), room.texts());
        await(() -> room.texts().size() == 3);
        assertEquals(List.of("first", "second", "third"), room.texts());
        room.isScheduled(0);
    }

    @Test
    void delayedStateIsSentWhenItsTimeComes() {
        room.state("key", "later", SOON);
        assertNull(room.stateText("key"));
        await(() -> "later".equals(room.stateText("key")));
    }

    @Test
    void emptyStateKeyIsAStateKey() {
        room.owner().asking().queryParam("org.matrix.msc4140.delay", SOON).body(Map.of("text", "later"))
                .put("/_matrix/client/v3/rooms/{room}/state/{type}", room.id(), TYPE).then().statusCode(200);
        room.isScheduled(1).body("delayed_events[0].state_key", equalTo(""));
        await(() -> "later".equals(room.stateText("")));
    }

    @Test
    void sameTransactionGivesTheSameDelayedEvent() {
        String first = scheduled(room.putMessage(room.owner(), "once", "txn", LATER));
        assertEquals(first, scheduled(room.putMessage(room.owner(), "once", "txn", LATER)));
        room.isScheduled(1);
    }

    @Test
    void newerFormSchedulesToo() {
        String path = "/_matrix/client/unstable/org.matrix.msc4140/rooms/{room}/delayed_event/{type}/{txn}";
        Agent owner = room.owner();
        owner.asking().body(Map.of("delay_ms", SOON, "state_key", "newer", "content", Map.of("text", "later")))
                .put(path, room.id(), TYPE, "1").then().statusCode(200).body("delay_id", notNullValue());
        await(() -> "later".equals(room.stateText("newer")));
        owner.asking().body(Map.of("delay_ms", LATER)).put(path, room.id(), TYPE, "2").then().statusCode(400)
                .body("errcode", equalTo("M_MISSING_PARAM"));
        owner.asking().body(Map.of("delay_ms", 100_000_000_000L, "content", Map.of())).put(path, room.id(), TYPE, "3").then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        given().contentType(ContentType.JSON).body(Map.of()).put(path, room.id(), TYPE, "4").then().statusCode(401);
    }

    @Test
    void cancelledEventIsNeverSent() {
        String id = room.message("never", SOON);
        manage(id, "cancel").statusCode(200);
        manage(id, "cancel").statusCode(200);
        room.isScheduled(0);
        pause(SOON + 200);
        assertEquals(List.of(), room.texts());
        manage(id, "send").statusCode(409).body("errcode", equalTo("M_UNKNOWN"));
        manage(id, "restart").statusCode(409).body("errcode", equalTo("M_UNKNOWN"));
    }

    @Test
    void eventIsSentAtOnceOnRequestAndOnlyOnce() {
        String id = room.state("now", "sent", LATER);
        manage(id, "send").statusCode(200);
        assertEquals("sent", room.stateText("now"));
        manage(id, "send").statusCode(200);
        manage(id, "cancel").statusCode(409).body("errcode", equalTo("M_UNKNOWN"));
        manage(id, "restart").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        room.owner().asking().get(EVENTS + "/{id}", id).then().statusCode(200).body("event_id", notNullValue())
                .body("finalised_ts", notNullValue()).body("error", nullValue());
        assertEquals(1, room.texts().size());
    }

    @Test
    void restartedDelayBeginsAgain() {
        String id = room.message("late", 4_000);
        pause(2_500);
        manage(id, "restart").statusCode(200);
        pause(2_500);
        room.isScheduled(1);
        assertEquals(List.of(), room.texts());
        await(() -> room.texts().equals(List.of("late")));
    }

    @Test
    void olderFormCarriesTheActionInTheBody() {
        String id = room.message("never", LATER);
        older(id, "{}").then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        older(id, "{\"action\": \"explode\"}").then().statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        older(id, "{").then().statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
        older(id, "{\"action\": \"restart\"}").then().statusCode(200);
        older(id, "{\"action\": \"cancel\"}").then().statusCode(200);
        room.isScheduled(0);
    }

    @Test
    void unknownEventsAndActionsAreNotFound() {
        for (String action : List.of("restart", "cancel", "send")) {
            manage("unknown", action).statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        }
        manage("unknown", "explode").statusCode(404).body("errcode", equalTo("M_UNRECOGNIZED"));
    }

    @Test
    void delayOutOfRangeIsRefused() {
        room.putMessage(room.owner(), "x", "1", 86_400_001).statusCode(400).body("errcode", equalTo("M_UNKNOWN"))
                .body("'org.matrix.msc4140.errcode'", equalTo("M_MAX_DELAY_EXCEEDED"))
                .body("'org.matrix.msc4140.max_delay'", equalTo(86_400_000));
        room.putState("x", "x", 0).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        room.putState("x", "x", -5).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        room.putState("x", "x", "soon").statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        room.putState("x", "x", 86_400_000).statusCode(200);
    }

    @Test
    void onlyTheSenderLooksAtDelayedEvents() {
        String id = room.message("mine", LATER);
        Agent bob = Agents.register("bob");
        bob.asking().get(EVENTS).then().statusCode(200).body("delayed_events.size()", equalTo(0));
        bob.asking().get(EVENTS + "/{id}", id).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        given().get(EVENTS).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        room.owner().asking().get(EVENTS + "/{id}", id).then().statusCode(200)
                .body("room_id", equalTo(room.id())).body("type", equalTo(TYPE)).body("delay_ms", equalTo((int) LATER))
                .body("state_key", nullValue()).body("finalised_ts", nullValue());
    }

    @Test
    void whoMayNotSendFindsTheRefusalLater() {
        Agent stranger = Agents.register("mallory");
        String id = scheduled(room.putMessage(stranger, "let me in", "1", SOON));
        String now = scheduled(room.putMessage(stranger, "let me in", "2", LATER));
        manage(now, "send").statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        await(() -> stranger.asking().get(EVENTS + "/{id}", id).then().extract().path("finalised_ts") != null);
        stranger.asking().get(EVENTS + "/{id}", id).then().body("error.errcode", equalTo("M_FORBIDDEN")).body("event_id", nullValue());
        stranger.asking().get(EVENTS).then().body("delayed_events.delay_id", equalTo(List.of(now)));
        assertEquals(List.of(), room.texts());
    }

    @Test
    void tooManyScheduledEventsAreRefused() {
        for (int i = 0; i < 100; i++) {
            room.message("x", LATER);
        }
        room.putMessage(room.owner(), "x", "one too many", LATER).statusCode(429).body("errcode", equalTo("M_LIMIT_EXCEEDED"))
                .header("Retry-After", notNullValue());
    }

    private static io.restassured.response.Response older(String id, String body) {
        return given().contentType(ContentType.JSON).body(body).post(EVENTS + "/{id}", id);
    }
}
