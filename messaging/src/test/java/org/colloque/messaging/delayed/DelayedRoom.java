package org.colloque.messaging.delayed;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.colloque.messaging.testing.Agent;

/** A room of one person, into which events are sent later. */
public record DelayedRoom(Agent owner, String id) {

    public static final String TYPE = "org.colloque.test";
    public static final String EVENTS = "/_matrix/client/unstable/org.matrix.msc4140/delayed_events";
    private static final String ROOMS = "/_matrix/client/v3/rooms/{room}";

    public static DelayedRoom of(Agent owner) {
        return new DelayedRoom(owner, owner.asking().body(Map.of()).post("/_matrix/client/v3/createRoom").then().statusCode(200)
                .extract().path("room_id"));
    }

    public ValidatableResponse putMessage(Agent sender, String text, String transaction, Object delay) {
        return sender.asking().queryParam("org.matrix.msc4140.delay", delay).body(Map.of("text", text))
                .put(ROOMS + "/send/{type}/{txn}", id, TYPE, transaction).then();
    }

    public ValidatableResponse putState(String key, String text, Object delay) {
        return owner.asking().queryParam("org.matrix.msc4140.delay", delay).body(Map.of("text", text))
                .put(ROOMS + "/state/{type}/{key}", id, TYPE, key).then();
    }

    public String message(String text, long delay) {
        return scheduled(putMessage(owner, text, UUID.randomUUID().toString(), delay));
    }

    public String state(String key, String text, long delay) {
        return scheduled(putState(key, text, delay));
    }

    public static String scheduled(ValidatableResponse response) {
        return response.statusCode(200).body("delay_id", notNullValue()).extract().path("delay_id");
    }

    /** What the state under this key says; null when there is none. */
    public String stateText(String key) {
        return owner.asking().get(ROOMS + "/state/{type}/{key}", id, TYPE, key).then().extract().path("text");
    }

    /** The texts of this type's messages, oldest first. */
    public List<String> texts() {
        return owner.asking().queryParam("dir", "f").queryParam("limit", 100).get(ROOMS + "/messages", id).then().statusCode(200)
                .extract().path("chunk.findAll { it.type == '" + TYPE + "' }.content.text");
    }

    /** Asks without an access token, as a service does that the event was entrusted to. */
    public static ValidatableResponse manage(String delayId, String action) {
        return RestAssured.given().post(EVENTS + "/{id}/{action}", delayId, action).then();
    }

    public ValidatableResponse isScheduled(int count) {
        return owner.asking().get(EVENTS).then().statusCode(200).body("delayed_events.size()", equalTo(count));
    }

    public static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not happen in time");
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    public static void pause(long milliseconds) {
        long end = System.nanoTime() + Duration.ofMillis(milliseconds).toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
