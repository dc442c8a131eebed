package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DiscoveryTest {

    @Test
    void versionsAreToldToEverybody() {
        given().get("/_matrix/client/versions").then().statusCode(200).body("versions", hasItems("v1.1", "v1.11", "v1.19"))
                .body("unstable_features", notNullValue());
    }

    @Test
    void capabilitiesNameTheRoomVersions() {
        Agents.register("alice").asking().get("/_matrix/client/v3/capabilities").then().statusCode(200)
                .body("capabilities.'m.room_versions'.default", equalTo("12"))
                .body("capabilities.'m.room_versions'.available.'11'", equalTo("stable"))
                .body("capabilities.'m.change_password'.enabled", equalTo(true));
        given().get("/_matrix/client/v3/capabilities").then().statusCode(401);
    }
}
