package org.colloque.messaging.keys.http;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.id.DeviceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spec: MSC3814. Keys that clients make and wake devices with are played by matrix-js-sdk among the other clients. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DehydratedDeviceTest {

    private static final String PATH = "/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device";

    private Agent alice;
    private Agent bob;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        bob = Agents.register("bob");
    }

    @Test
    void sleepingDeviceIsADeviceWithKeysThatNobodyIsLoggedInWith() {
        alice.asking().get(PATH).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));

        lay(alice, "SLEEPER").statusCode(200).body("device_id", equalTo("SLEEPER"));

        alice.asking().get(PATH).then().statusCode(200).body("device_id", equalTo("SLEEPER")).body("device_data.sealed", equalTo("x"));
        bob.asking().body(Map.of("device_keys", Map.of(alice.userId().value(), List.of()))).post("/_matrix/client/v3/keys/query")
                .then().statusCode(200).body("device_keys.'" + alice.userId().value() + "'", hasKey("SLEEPER"));
        alice.asking().get("/_matrix/client/v3/devices").then().body("devices.device_id", hasItem("SLEEPER"));
        RestAssured.given().get("/_matrix/client/versions").then().body("unstable_features.'org.matrix.msc3814'", equalTo(true));
    }

    @Test
    void whatComesMeanwhileWaitsPageByPageAndStaysUntilTheDeviceGoes() {
        lay(alice, "SLEEPER").statusCode(200);
        say("SLEEPER", 1);
        say("SLEEPER", 2);

        for (int time = 0; time < 2; time++) {
            String next = alice.asking().get(PATH + "/SLEEPER/events").then().statusCode(200)
                    .body("events.content.n", contains(1, 2)).extract().path("next_batch");
            alice.asking().queryParam("from", next).get(PATH + "/SLEEPER/events").then().statusCode(200)
                    .body("events", empty()).body("$", not(hasKey("next_batch")));
        }
        String next = alice.asking().body(Map.of()).post(PATH + "/SLEEPER/events").then().statusCode(200)
                .body("events.content.n", contains(1, 2)).extract().path("next_batch");
        alice.asking().body(Map.of("next_batch", next)).post(PATH + "/SLEEPER/events").then().statusCode(200)
                .body("events", empty()).body("next_batch", notNullValue());
    }

    @Test
    void newSleeperTakesThePlaceOfTheOneBefore() {
        lay(alice, "FIRST").statusCode(200);
        lay(alice, "SECOND").statusCode(200);

        alice.asking().get(PATH).then().body("device_id", equalTo("SECOND"));
        alice.asking().get("/_matrix/client/v3/devices").then().body("devices.device_id", not(hasItem("FIRST")));
        alice.asking().get(PATH + "/FIRST/events").then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        alice.asking().body(Map.of()).delete(PATH).then().statusCode(200).body("device_id", equalTo("SECOND"));
        alice.asking().body(Map.of()).delete(PATH).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        alice.asking().get("/_matrix/client/v3/devices").then().body("devices.device_id", not(hasItem("SECOND")));
    }

    @Test
    void deviceThatSomebodyIsLoggedInWithCannotBeLaidToSleep() {
        lay(alice, alice.device().value()).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        alice.asking().get(PATH).then().statusCode(404);
        alice.asking().get("/_matrix/client/v3/account/whoami").then().statusCode(200);
    }

    @Test
    void badRequestsLeaveNoDeviceBehind() {
        alice.asking().body(Map.of("device_id", "SLEEPER")).put(PATH).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        Map<String, Object> foreign = body(bob, "SLEEPER");
        alice.asking().body(foreign).put(PATH).then().statusCode(400);
        RestAssured.given().get(PATH).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        bob.asking().get(PATH + "/SLEEPER/events").then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));

        alice.asking().get("/_matrix/client/v3/devices").then().body("devices.device_id", not(hasItem("SLEEPER")));
    }

    private ValidatableResponse lay(Agent agent, String device) {
        return agent.asking().body(body(agent, device)).put(PATH).then();
    }

    private static Map<String, Object> body(Agent agent, String device) {
        Map<String, Object> body = new HashMap<>();
        body.put("device_id", device);
        body.put("initial_device_display_name", "Asleep");
        body.put("device_data", Map.of("algorithm", "org.matrix.msc3814.v2", "sealed", "x"));
        Agent sleeper = new Agent(agent.userId(), new DeviceId(device), agent.token(), agent.password());
        body.put("device_keys", new SignedKeys(sleeper).deviceKeys());
        return body;
    }

    private void say(String device, int number) {
        bob.asking().body(Map.of("messages", Map.of(alice.userId().value(), Map.of(device, Map.of("n", number)))))
                .put("/_matrix/client/v3/sendToDevice/m.test/" + UUID.randomUUID()).then().statusCode(200);
    }
}
