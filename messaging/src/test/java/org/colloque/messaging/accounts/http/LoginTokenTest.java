package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LoginTokenTest {

    private static final String GET_TOKEN = "/_matrix/client/v1/login/get_token";
    private static final String LOGIN = "/_matrix/client/v3/login";

    @Inject
    Database database;

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void tokenBringsInOneDevice() {
        String token = token();
        String device = login(token).statusCode(200).body("user_id", equalTo(alice.userId().value())).extract().path("device_id");
        alice.asking().get("/_matrix/client/v3/devices").then().statusCode(200).body("devices.device_id", hasItem(device));
        login(token).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void passwordIsAskedForEachTokenAnew() {
        String session = alice.asking().body("{}").post(GET_TOKEN).then().statusCode(401).body("flows[0].stages", hasItem("m.login.password"))
                .extract().path("session");
        token();
        alice.asking().body("{}").post(GET_TOKEN).then().statusCode(401);
        Map<String, Object> wrong = Map.of("type", "m.login.password", "password", "wrong", "session", session,
                "identifier", Map.of("type", "m.id.user", "user", alice.userId().value()));
        alice.asking().body(Map.of("auth", wrong)).post(GET_TOKEN).then().statusCode(401).body("errcode", equalTo("M_FORBIDDEN"));
        given().contentType(ContentType.JSON).body("{}").post(GET_TOKEN).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }

    @Test
    void tokenDoesNotLiveLong() {
        String token = token();
        int changed = database.update("update login_token set expires = expires - 120001 where user_id = $1", alice.userId().value())
                .await().atMost(Duration.ofSeconds(10));
        assertEquals(1, changed);
        login(token).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void tokenOfAClosedAccountIsNoGood() {
        String token = token();
        alice.asking().body(Map.of("auth", alice.passwordProof())).post("/_matrix/client/v3/account/deactivate").then().statusCode(200);
        login(token).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void loginSaysThatThereAreTokens() {
        given().get(LOGIN).then().statusCode(200).body("flows.find { it.type == 'm.login.token' }.get_login_token", equalTo(true));
        alice.asking().get("/_matrix/client/v3/capabilities").then().statusCode(200).body("capabilities.'m.get_login_token'.enabled", equalTo(true));
        login("made up").statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        given().contentType(ContentType.JSON).body(Map.of("type", "m.login.token")).post(LOGIN).then().statusCode(400)
                .body("errcode", equalTo("M_MISSING_PARAM"));
    }

    private String token() {
        return alice.asking().body(Map.of("auth", alice.passwordProof())).post(GET_TOKEN).then().statusCode(200)
                .body("expires_in_ms", equalTo(120_000)).extract().path("login_token");
    }

    private static ValidatableResponse login(String token) {
        return given().contentType(ContentType.JSON).body(Map.of("type", "m.login.token", "token", token)).post(LOGIN).then();
    }
}
