package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LoginResourceTest {

    private static final String LOGIN = "/_matrix/client/v3/login";
    private static final String WHOAMI = "/_matrix/client/v3/account/whoami";

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @Test
    void passwordLoginIsOffered() {
        given().get(LOGIN).then().statusCode(200).body("flows.type", hasItem("m.login.password"));
    }

    @Test
    void rightPasswordOpensASession() {
        Agent again = alice.onAnotherDevice();
        again.asking().get(WHOAMI).then().statusCode(200)
                .body("user_id", equalTo(alice.userId().value()))
                .body("device_id", equalTo(again.device().value()))
                .body("is_guest", equalTo(false));
    }

    @Test
    void localpartAloneNamesALocalUser() {
        login(Map.of("type", "m.login.password", "password", alice.password(),
                "identifier", Map.of("type", "m.id.user", "user", alice.userId().localpart()))).statusCode(200);
    }

    @Test
    void olderUserFieldIsUnderstood() {
        login(Map.of("type", "m.login.password", "password", alice.password(), "user", alice.userId().value()))
                .statusCode(200).body("home_server", equalTo("ministry.example"));
    }

    @Test
    void olderPathIsUnderstood() {
        given().get("/_matrix/client/r0/login").then().statusCode(200);
        given().queryParam("access_token", alice.token()).get("/_matrix/client/r0/account/whoami").then().statusCode(200);
    }

    @Test
    void wrongPasswordAndUnknownUserAreRefusedAlike() {
        String wrong = login(Map.of("type", "m.login.password", "password", "wrong", "user", alice.userId().value()))
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN")).extract().path("error");
        login(Map.of("type", "m.login.password", "password", "wrong", "user", "nobody"))
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN")).body("error", equalTo(wrong));
    }

    @Test
    void malformedLoginsAreRefused() {
        login(Map.of("type", "m.login.magic")).statusCode(400).body("errcode", equalTo("M_UNKNOWN"));
        login(Map.of("type", 5)).statusCode(400).body("errcode", equalTo("M_BAD_JSON"));
        login(Map.of()).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        login(Map.of("type", "m.login.password", "user", "alice")).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
        given().contentType(ContentType.JSON).body("{").post(LOGIN).then().statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
    }

    @Test
    void sameDeviceLosesItsEarlierToken() {
        login(Map.of("type", "m.login.password", "password", alice.password(), "user", alice.userId().value(),
                "device_id", alice.device().value())).statusCode(200).body("device_id", equalTo(alice.device().value()));
        alice.asking().get(WHOAMI).then().statusCode(401).body("errcode", equalTo("M_UNKNOWN_TOKEN"));
    }

    @Test
    void requestsWithoutAGoodTokenAreRefused() {
        given().get(WHOAMI).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
        given().header("Authorization", "Bearer nonsense").get(WHOAMI).then().statusCode(401)
                .body("errcode", equalTo("M_UNKNOWN_TOKEN")).body("soft_logout", equalTo(false));
    }

    @Test
    void refreshedTokenReplacesTheOldOneOnceItIsUsed() {
        ValidatableResponse first = login(Map.of("type", "m.login.password", "password", alice.password(),
                "user", alice.userId().value(), "refresh_token", true));
        String refresh = first.body("expires_in_ms", notNullValue()).extract().path("refresh_token");
        refresh(refresh).statusCode(200);
        String token = refresh(refresh).statusCode(200).body("refresh_token", notNullValue()).extract().path("access_token");
        given().header("Authorization", "Bearer " + token).get(WHOAMI).then().statusCode(200);
        refresh(refresh).statusCode(401).body("errcode", equalTo("M_UNKNOWN_TOKEN"));
        String old = first.extract().path("access_token");
        given().header("Authorization", "Bearer " + old).get(WHOAMI).then().statusCode(401);
        given().header("Authorization", "Bearer " + token).get(WHOAMI).then().statusCode(200);
    }

    @Test
    void tokenWithoutRefreshDoesNotExpire() {
        login(Map.of("type", "m.login.password", "password", alice.password(), "user", alice.userId().value()))
                .body("expires_in_ms", nullValue()).body("refresh_token", nullValue());
    }

    @Test
    void logoutEndsOneSession() {
        Agent other = alice.onAnotherDevice();
        other.asking().post("/_matrix/client/v3/logout").then().statusCode(200);
        other.asking().get(WHOAMI).then().statusCode(401);
        alice.asking().get(WHOAMI).then().statusCode(200);
    }

    @Test
    void logoutEverywhereEndsAllSessions() {
        Agent other = alice.onAnotherDevice();
        other.asking().post("/_matrix/client/v3/logout/all").then().statusCode(200);
        other.asking().get(WHOAMI).then().statusCode(401);
        alice.asking().get(WHOAMI).then().statusCode(401);
    }

    private static ValidatableResponse login(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post(LOGIN).then();
    }

    private static ValidatableResponse refresh(String token) {
        return given().contentType(ContentType.JSON).body(Map.of("refresh_token", token))
                .post("/_matrix/client/v3/refresh").then();
    }
}
