package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RegisterResourceTest {

    private static final String REGISTER = "/_matrix/client/v3/register";
    private static final String PASSWORD = "a good password";
    private static final Map<String, Object> DUMMY = Map.of("type", "m.login.dummy");

    @Test
    void requestWithoutAuthIsToldTheFlows() {
        register(Map.of("username", unique(), "password", PASSWORD)).statusCode(401)
                .body("flows[0].stages[0]", equalTo("m.login.dummy")).body("session", notNullValue())
                .body("completed", empty()).body("errcode", nullValue());
    }

    /** No address of anybody opens an account: what is believed of an address cannot be read too leniently where none is asked for. */
    @Test
    @Tag("Tchap-2019")
    void addressIsNoWayToAnAccount() {
        for (String address : List.of("eve@evil.example@ministry.example", "eve@evil.example;minister@ministry.example", "minister@ministry.example")) {
            Map<String, Object> auth = Map.of("type", "m.login.email.identity", "threepid_creds", Map.of("sid", "1", "client_secret", "s"), "email", address);
            register(Map.of("username", unique(), "password", PASSWORD, "auth", auth)).statusCode(401).body("access_token", nullValue());
        }
        register(Map.of("username", unique(), "password", PASSWORD)).statusCode(401).body("flows.stages.flatten()", not(hasItem("m.login.email.identity")));
    }

    @Test
    void sessionLeadsToTheAccount() {
        String name = unique();
        String session = register(Map.of("username", name, "password", PASSWORD)).extract().path("session");
        register(Map.of("username", name, "password", PASSWORD, "device_id", "PHONE",
                "auth", Map.of("type", "m.login.dummy", "session", session))).statusCode(200)
                .body("user_id", equalTo("@" + name + ":ministry.example")).body("device_id", equalTo("PHONE"))
                .body("access_token", notNullValue());
    }

    @Test
    void capitalsInTheUserNameBecomeSmall() {
        String name = unique();
        register(Map.of("username", name.toUpperCase(), "password", PASSWORD, "auth", DUMMY)).statusCode(200)
                .body("user_id", equalTo("@" + name + ":ministry.example"));
    }

    @Test
    void nameIsMadeUpForWhoChoosesNone() {
        register(Map.of("password", PASSWORD, "auth", DUMMY)).statusCode(200).body("user_id", notNullValue());
    }

    @Test
    void loginCanBeInhibited() {
        register(Map.of("username", unique(), "password", PASSWORD, "auth", DUMMY, "inhibit_login", true)).statusCode(200)
                .body("user_id", notNullValue()).body("access_token", nullValue()).body("device_id", nullValue());
    }

    @Test
    void takenNameIsRefusedBeforeAuthentication() {
        Agent alice = Agents.register("alice");
        register(Map.of("username", alice.userId().localpart(), "password", PASSWORD)).statusCode(400)
                .body("errcode", equalTo("M_USER_IN_USE"));
        given().queryParam("username", alice.userId().localpart()).get(REGISTER + "/available").then()
                .statusCode(400).body("errcode", equalTo("M_USER_IN_USE"));
        given().queryParam("username", unique()).get(REGISTER + "/available").then()
                .statusCode(200).body("available", equalTo(true));
    }

    @Test
    void nameOfAClosedAccountStaysTaken() {
        Agent alice = Agents.register("alice");
        alice.asking().body(Map.of("auth", alice.passwordProof())).post("/_matrix/client/v3/account/deactivate")
                .then().statusCode(200);
        register(Map.of("username", alice.userId().localpart(), "password", PASSWORD, "auth", DUMMY)).statusCode(400)
                .body("errcode", equalTo("M_USER_IN_USE"));
    }

    @Test
    void namesOutsideTheGrammarAreRefused() {
        for (String name : new String[] {"a b", "Å", "a:b", "a!", "x".repeat(250), ""}) {
            register(Map.of("username", name, "password", PASSWORD, "auth", DUMMY)).statusCode(400)
                    .body("errcode", equalTo("M_INVALID_USERNAME"));
        }
    }

    @Test
    void weakOrMissingPasswordIsRefused() {
        register(Map.of("username", unique(), "password", "ab", "auth", DUMMY)).statusCode(400)
                .body("errcode", equalTo("M_WEAK_PASSWORD"));
        register(Map.of("username", unique(), "auth", DUMMY)).statusCode(400).body("errcode", equalTo("M_MISSING_PARAM"));
    }

    @Test
    void guestsAreRefused() {
        given().queryParam("kind", "guest").contentType(ContentType.JSON).body("{}").post(REGISTER).then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void tokensAreOfNoUseWhereRegistrationIsOpen() {
        given().queryParam("token", "x").get("/_matrix/client/v1/register/m.login.registration_token/validity").then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    private static String unique() {
        return "agent-" + UUID.randomUUID();
    }

    private static ValidatableResponse register(Map<String, Object> body) {
        return given().contentType(ContentType.JSON).body(body).post(REGISTER).then();
    }
}
