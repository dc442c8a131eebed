package org.colloque.messaging.oauth;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.IntStream;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(LimitedPagesTest.Limited.class)
class LimitedPagesTest {

    private static final int ROUNDS = 40;

    /** With the limits that people have. */
    public static class Limited implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("colloque.rate-limits.enabled", "true");
        }
    }

    /** The limit gives tries back with time: on a slow machine there are some more of them. */
    @Test
    void wrongPasswordsOnThePagesCountForEveryWayToLogIn() {
        Agent alice = Agents.register("alice");
        Browser browser = new Browser();
        Response page = browser.get("/account/login?lang=en");
        Map<String, String> wrong = Map.of("name", alice.userId().value(), "password", "wrong");
        boolean refused = IntStream.range(0, ROUNDS).anyMatch(round -> {
            Response answer = browser.send(page, "/account/login?lang=en", wrong);
            boolean tooMany = answer.statusCode() == 429 && answer.asString().contains("Too many tries");
            return tooMany && logIn(alice) == 429;
        });
        assertTrue(refused);
    }

    private static int logIn(Agent agent) {
        Map<String, Object> login = Map.of("type", "m.login.password", "password", "wrong",
                "identifier", Map.of("type", "m.id.user", "user", agent.userId().value()));
        return given().contentType(ContentType.JSON).body(login).post("/_matrix/client/v3/login").statusCode();
    }
}
