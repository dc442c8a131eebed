package org.colloque.calls.discovery.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.colloque.calls.CallsOn;
import org.colloque.calls.discovery.CallTransports;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(CallsOn.class)
class TransportsResourceTest {

    private static final String PATH = "/_matrix/client/unstable/org.matrix.msc4143/rtc/transports";
    private static final String SERVICE = "https://chat.ministry.example/livekit/jwt";

    @Inject
    CallTransports transports;

    @Test
    void clientsLearnWhereTheTokenServiceIs() {
        Agents.register("alice").asking().get(PATH).then().statusCode(200).body("rtc_transports.size()", equalTo(1))
                .body("rtc_transports[0].type", equalTo("livekit")).body("rtc_transports[0].livekit_service_url", equalTo(SERVICE));
        assertEquals(SERVICE, transports.fields().get("org.matrix.msc4143.rtc_foci").get(0).get("livekit_service_url").textValue());
        given().get("/_matrix/client/versions").then().body("unstable_features.'org.matrix.msc4143'", equalTo(true));
    }

    @Test
    void othersLearnNothing() {
        given().get(PATH).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }
}
