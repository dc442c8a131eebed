package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DevicesResourceTest {

    private static final String DEVICES = "/_matrix/client/v3/devices";
    private static final String DEVICE = DEVICES + "/{device}";
    private static final String DELETE = "/_matrix/client/v3/delete_devices";

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void ownDevicesAreListed() {
        Agent other = alice.onAnotherDevice();
        alice.asking().get(DEVICES).then().statusCode(200)
                .body("devices.device_id", containsInAnyOrder(alice.device().value(), other.device().value()));
    }

    @Test
    void deviceIsRenamed() {
        alice.asking().body(Map.of("display_name", "Téléphone")).put(DEVICE, alice.device().value()).then().statusCode(200);
        alice.asking().get(DEVICE, alice.device().value()).then().statusCode(200).body("display_name", equalTo("Téléphone"));
        alice.asking().body("{}").put(DEVICE, alice.device().value()).then().statusCode(200);
        alice.asking().get(DEVICE, alice.device().value()).then().body("display_name", equalTo("Téléphone"));
    }

    @Test
    void unknownDeviceAndAnotherPersonsAreNotFound() {
        Agent bob = Agents.register("bob");
        for (String device : List.of("NOSUCH", bob.device().value())) {
            alice.asking().get(DEVICE, device).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
            alice.asking().body(Map.of("display_name", "x")).put(DEVICE, device).then().statusCode(404);
        }
    }

    @Test
    void deletedDeviceLosesItsSession() {
        Agent other = alice.onAnotherDevice();
        String session = alice.asking().delete(DEVICE, other.device().value()).then().statusCode(401).extract().path("session");
        alice.asking().body(Map.of("auth", proof(session))).delete(DEVICE, other.device().value()).then().statusCode(200);
        other.asking().get(DEVICES).then().statusCode(401);
        alice.asking().get(DEVICE, other.device().value()).then().statusCode(404);
    }

    @Test
    void sessionForOneDeviceDoesNotDeleteAnother() {
        Agent second = alice.onAnotherDevice();
        Agent third = alice.onAnotherDevice();
        String session = alice.asking().delete(DEVICE, second.device().value()).then().extract().path("session");
        alice.asking().body(Map.of("auth", proof(session))).delete(DEVICE, third.device().value()).then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        third.asking().get(DEVICES).then().statusCode(200);
    }

    @Test
    void severalDevicesAreDeletedAtOnce() {
        Agent second = alice.onAnotherDevice();
        Agent third = alice.onAnotherDevice();
        alice.asking().body(Map.of("auth", alice.passwordProof(), "devices",
                List.of(second.device().value(), third.device().value(), "GONE"))).post(DELETE).then().statusCode(200);
        alice.asking().get(DEVICES).then().body("devices.device_id", containsInAnyOrder(alice.device().value()));
    }

    @Test
    void malformedOrUnauthenticatedRequestsAreRefused() {
        alice.asking().body("{}").post(DELETE).then().statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        alice.asking().body(Map.of("devices", "all")).post(DELETE).then().statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        given().get(DEVICES).then().statusCode(401);
    }

    private Map<String, Object> proof(String session) {
        Map<String, Object> proof = new HashMap<>(alice.passwordProof());
        proof.put("session", session);
        return proof;
    }
}
