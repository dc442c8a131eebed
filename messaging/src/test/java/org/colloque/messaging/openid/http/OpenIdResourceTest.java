package org.colloque.messaging.openid.http;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.openid.OpenIdService;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OpenIdResourceTest {

    private static final String REQUEST = "/_matrix/client/v3/user/{user}/openid/request_token";
    private static final Duration SHORTLY = Duration.ofSeconds(10);

    @Inject
    OpenIdService tokens;

    @Test
    void tokenTellsWhoseItIsAndNothingElse() {
        Agent alice = Agents.register("alice");
        String token = alice.asking().body("{}").post(REQUEST, alice.userId().value()).then().statusCode(200)
                .body("matrix_server_name", equalTo("ministry.example")).body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(3600)).extract().path("access_token");
        assertEquals(Optional.of(alice.userId()), tokens.resolve(token).await().atMost(SHORTLY));
        given().header("Authorization", "Bearer " + token).get("/_matrix/client/v3/account/whoami").then().statusCode(401);
    }

    @Test
    void unknownTokenIsNobodys() {
        assertTrue(tokens.resolve("nonsense").await().atMost(SHORTLY).isEmpty());
    }

    @Test
    void nobodyElseGetsTheToken() {
        Agent alice = Agents.register("alice");
        Agents.register("bob").asking().body("{}").post(REQUEST, alice.userId().value()).then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        given().post(REQUEST, alice.userId().value()).then().statusCode(401);
    }
}
