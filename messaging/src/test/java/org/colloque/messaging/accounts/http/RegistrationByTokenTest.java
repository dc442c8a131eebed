package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

/** A server that registers whoever has a token, lets access tokens expire soon, and limits how often one asks. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(RegistrationByTokenTest.Strict.class)
class RegistrationByTokenTest {

    private static final String REGISTER = "/_matrix/client/v3/register";
    private static final String VALIDITY = "/_matrix/client/v1/register/m.login.registration_token/validity";

    /** The settings of a server that is not open. */
    public static final class Strict implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("colloque.registration.mode", "token", "colloque.registration.tokens", "welcome,another",
                    "colloque.access-tokens.lifetime", "PT3S", "colloque.rate-limits.enabled", "true");
        }
    }

    @Test
    void tokenOpensTheDoorAndNothingElseDoes() {
        String name = "agent-" + UUID.randomUUID();
        String session = register(name, null).statusCode(401)
                .body("flows[0].stages", hasItem("m.login.registration_token")).extract().path("session");
        register(name, Map.of("type", "m.login.dummy", "session", session)).statusCode(401).body("errcode", equalTo("M_FORBIDDEN"));
        register(name, Map.of("type", "m.login.registration_token", "token", "guessed", "session", session)).statusCode(401)
                .body("errcode", equalTo("M_FORBIDDEN")).body("session", equalTo(session));
        register(name, Map.of("type", "m.login.registration_token", "token", "welcome", "session", session)).statusCode(200)
                .body("access_token", notNullValue());
        given().queryParam("token", "another").get(VALIDITY).then().statusCode(200).body("valid", equalTo(true));
        given().queryParam("token", "guessed").get(VALIDITY).then().statusCode(200).body("valid", equalTo(false));
    }

    @Test
    void expiredTokenIsASoftLogoutAndARefreshedOneAGoodOne() throws InterruptedException {
        Map<String, String> opened = given().contentType(ContentType.JSON).body(Map.of("username", "agent-" + UUID.randomUUID(),
                        "password", "a good password", "refresh_token", true,
                        "auth", Map.of("type", "m.login.registration_token", "token", "welcome")))
                .post(REGISTER).then().statusCode(200).body("expires_in_ms", equalTo(3_000)).extract().path("$");
        Thread.sleep(3_200);
        whoami(opened.get("access_token")).statusCode(401).body("errcode", equalTo("M_UNKNOWN_TOKEN")).body("soft_logout", equalTo(true));
        String fresh = given().contentType(ContentType.JSON).body(Map.of("refresh_token", opened.get("refresh_token")))
                .post("/_matrix/client/v3/refresh").then().statusCode(200).extract().path("access_token");
        whoami(fresh).statusCode(200);
        whoami("made up").statusCode(401).body("soft_logout", equalTo(false));
    }

    @Test
    void whoTriesTooOftenIsToldWhenToTryAgain() {
        ValidatableResponse answer = login();
        for (int i = 0; i < 40 && answer.extract().statusCode() != 429; i++) {
            answer = login();
        }
        answer.statusCode(429).body("errcode", equalTo("M_LIMIT_EXCEEDED")).body("retry_after_ms", greaterThan(0))
                .header("Retry-After", notNullValue());
    }

    @Test
    void whoEntersRoomsTooOftenIsToldWhenToTryAgain() {
        String token = register("agent-" + UUID.randomUUID(), Map.of("type", "m.login.registration_token", "token", "welcome"))
                .statusCode(200).extract().path("access_token");
        ValidatableResponse answer = join(token);
        for (int i = 0; i < 150 && answer.extract().statusCode() != 429; i++) {
            answer = join(token);
        }
        answer.statusCode(429).body("errcode", equalTo("M_LIMIT_EXCEEDED")).body("retry_after_ms", greaterThan(0));
    }

    private static ValidatableResponse join(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON).body(Map.of())
                .post("/_matrix/client/v3/rooms/{room}/join", "!nowhere:ministry.example").then();
    }

    private static ValidatableResponse login() {
        return given().contentType(ContentType.JSON).body(Map.of("type", "m.login.password", "password", "wrong",
                "identifier", Map.of("type", "m.id.user", "user", "somebody"))).post("/_matrix/client/v3/login").then();
    }

    private static ValidatableResponse whoami(String token) {
        return given().header("Authorization", "Bearer " + token).get("/_matrix/client/v3/account/whoami").then();
    }

    private static ValidatableResponse register(String name, Map<String, String> proof) {
        Map<String, Object> body = proof == null ? Map.of("username", name, "password", "a good password")
                : Map.of("username", name, "password", "a good password", "auth", proof);
        return given().contentType(ContentType.JSON).body(body).post(REGISTER).then();
    }
}
