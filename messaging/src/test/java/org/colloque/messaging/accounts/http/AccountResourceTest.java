package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AccountResourceTest {

    private static final String PASSWORD = "/_matrix/client/v3/account/password";
    private static final String DEACTIVATE = "/_matrix/client/v3/account/deactivate";
    private static final String WHOAMI = "/_matrix/client/v3/account/whoami";

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void changedPasswordEndsTheOtherSessions() {
        Agent other = alice.onAnotherDevice();
        alice.asking().body(Map.of("new_password", "another good one", "auth", alice.passwordProof())).post(PASSWORD)
                .then().statusCode(200);
        alice.asking().get(WHOAMI).then().statusCode(200);
        other.asking().get(WHOAMI).then().statusCode(401);
        Agents.login(alice.userId(), "another good one");
    }

    @Test
    void otherSessionsStayWhenThatIsWished() {
        Agent other = alice.onAnotherDevice();
        alice.asking().body(Map.of("new_password", "another good one", "logout_devices", false, "auth", alice.passwordProof()))
                .post(PASSWORD).then().statusCode(200);
        other.asking().get(WHOAMI).then().statusCode(200);
    }

    @Test
    void changeNeedsTheOldPassword() {
        String session = alice.asking().body(Map.of("new_password", "another good one")).post(PASSWORD).then().statusCode(401)
                .body("flows[0].stages", hasItem("m.login.password")).extract().path("session");
        Map<String, Object> wrong = Map.of("type", "m.login.password", "password", "wrong", "session", session);
        alice.asking().body(Map.of("new_password", "another good one", "auth", wrong)).post(PASSWORD).then().statusCode(401)
                .body("errcode", equalTo("M_FORBIDDEN")).body("session", equalTo(session));
        given().contentType(ContentType.JSON).body("{}").post(PASSWORD).then().statusCode(401)
                .body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void anotherPersonsPasswordProvesNothing() {
        Agent bob = Agents.register("bob");
        alice.asking().body(Map.of("new_password", "another good one", "auth", bob.passwordProof())).post(PASSWORD)
                .then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void closedAccountCannotBeUsedAnyMore() {
        alice.asking().body(Map.of("auth", alice.passwordProof(), "erase", true)).post(DEACTIVATE).then().statusCode(200)
                .body("id_server_unbind_result", equalTo("success"));
        alice.asking().get(WHOAMI).then().statusCode(401).body("errcode", equalTo("M_UNKNOWN_TOKEN"));
        given().contentType(ContentType.JSON)
                .body(Map.of("type", "m.login.password", "user", alice.userId().value(), "password", alice.password()))
                .post("/_matrix/client/v3/login").then().statusCode(403);
        given().get("/_matrix/client/v3/profile/{user}", alice.userId().value()).then().statusCode(404);
    }

    @Test
    void closingNeedsThePassword() {
        alice.asking().body("{}").post(DEACTIVATE).then().statusCode(401).body("flows[0].stages", hasItem("m.login.password"));
        alice.asking().get(WHOAMI).then().statusCode(200);
    }
}
