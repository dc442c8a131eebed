package org.colloque.calls.leave.http;

import static io.restassured.RestAssured.given;
import static org.colloque.calls.Caller.delegating;
import static org.colloque.calls.Caller.post;
import static org.colloque.calls.Caller.sfuRoom;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.livekit.server.AccessToken;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.BooleanSupplier;
import org.colloque.calls.Caller;
import org.colloque.calls.CallsOn;
import org.colloque.calls.InMemorySfu;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.messaging.testing.TestRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(CallsOn.class)
class SfuWebhookResourceTest {

    private static final String JOINED = "participant_joined";
    private static final String LEFT = "participant_left";
    private static final long LONG = 3_600_000;

    @Inject
    InMemorySfu sfu;

    private Caller alice;
    private TestRoom room;

    @BeforeEach
    void enterACall() {
        alice = new Caller(Agents.register("alice"));
        room = TestRoom.by(alice.agent());
        alice.enter(room);
    }

    @Test
    void whoLosesTheConnectionLeavesTheCall() {
        delegate(LONG);
        join("PA_1");
        assertTrue(alice.isIn(room));
        leave("PA_1", LEFT);
        assertFalse(alice.isIn(room));
    }

    @Test
    void abortedConnectionIsALeaveToo() {
        delegate(LONG);
        leave("PA_1", "participant_connection_aborted");
        assertFalse(alice.isIn(room));
    }

    @Test
    void endOfAnOlderSessionIsNoLeave() {
        delegate(LONG);
        join("PA_1");
        join("PA_2");
        report(LEFT, "PA_1");
        assertTrue(alice.isIn(room));
        leave("PA_2", LEFT);
        assertFalse(alice.isIn(room));
    }

    @Test
    void newDelegationReplacesTheEarlierOne() {
        String first = delegate(LONG);
        delegate(LONG);
        join("PA_1");
        leave("PA_1", LEFT);
        assertFalse(alice.isIn(room));
        alice.agent().asking().get("/_matrix/client/unstable/org.matrix.msc4140/delayed_events").then()
                .body("delayed_events.delay_id", equalTo(java.util.List.of(first)));
    }

    @Test
    void whoIsConnectedStaysBeyondTheDelayAndWhoIsNotAnyMoreLeaves() {
        delegate(2_000);
        join("PA_1");
        pause(5_000);
        assertTrue(alice.isIn(room), "the delay was not begun again");
        sfu.disconnect(sfuRoom(room), alice.participant());
        await(() -> !alice.isIn(room));
    }

    @Test
    void whoDelegatesWhileConnectedIsWatchedOverAtOnce() {
        sfu.connect(sfuRoom(room), alice.participant(), "PA_1");
        delegate(2_000);
        pause(4_000);
        assertTrue(alice.isIn(room), "the delay was not begun again");
    }

    @Test
    void whoNeverComesLeavesWhenTheDelayIsOver() {
        delegate(1_000);
        await(() -> !alice.isIn(room));
    }

    @Test
    void reportsThatLiveKitDidNotSignAreNotBelieved() {
        delegate(LONG);
        join("PA_1");
        sfu.disconnect(sfuRoom(room), alice.participant());
        String body = body(LEFT, "PA_1");
        send(body, signature(body, "another secret that is long enough too")).statusCode(200);
        send(body, signature("something else", CallsOn.SECRET)).statusCode(200);
        send(body, "nonsense").statusCode(200);
        given().body(body).post("/livekit/jwt/sfu_webhook").then().statusCode(200);
        assertTrue(alice.isIn(room));
    }

    private String delegate(long delay) {
        String delayId = alice.delayLeave(room, delay);
        post("/delegate_delayed_leave", delegating(alice.request(room), delayId, delay)).statusCode(200);
        return delayId;
    }

    private void join(String session) {
        sfu.connect(sfuRoom(room), alice.participant(), session);
        report(JOINED, session);
    }

    private void leave(String session, String event) {
        sfu.disconnect(sfuRoom(room), alice.participant());
        report(event, session);
    }

    private void report(String event, String session) {
        String body = body(event, session);
        send(body, signature(body, CallsOn.SECRET)).statusCode(200);
    }

    private String body(String event, String session) {
        return """
                {"event":"%s","room":{"name":"%s"},"participant":{"sid":"%s","identity":"%s"},"id":"EV_1","createdAt":"1700000000"}"""
                .formatted(event, sfuRoom(room), session, alice.participant());
    }

    private static io.restassured.response.ValidatableResponse send(String body, String authorization) {
        return given().contentType("application/webhook+json").header("Authorization", authorization).body(body)
                .post("/livekit/jwt/sfu_webhook").then();
    }

    private static String signature(String body, String secret) {
        try {
            AccessToken token = new AccessToken(CallsOn.KEY, secret);
            token.setSha256(Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8))));
            return token.toJwt();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 150 && !condition.getAsBoolean(); i++) {
            pause(100);
        }
        assertEquals(true, condition.getAsBoolean(), "did not happen in time");
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(Duration.ofMillis(milliseconds));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
