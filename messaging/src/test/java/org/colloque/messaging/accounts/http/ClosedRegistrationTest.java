package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(ClosedRegistrationTest.Closed.class)
class ClosedRegistrationTest {

    /** The settings of a server that registers nobody. */
    public static final class Closed implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("colloque.registration.mode", "closed");
        }
    }

    @Test
    void nobodyRegisters() {
        for (Map<String, Object> body : List.<Map<String, Object>>of(Map.of(), Map.of("username", "agent", "password", "a good password",
                "auth", Map.of("type", "m.login.dummy")))) {
            given().contentType(ContentType.JSON).body(body).post("/_matrix/client/v3/register").then().statusCode(403)
                    .body("errcode", equalTo("M_FORBIDDEN"));
        }
        given().queryParam("username", "agent").get("/_matrix/client/v3/register/available").then().statusCode(403);
    }
}
