package org.colloque.messaging.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AuthorizationCodeTest {

    @Inject
    Database database;

    private Agent alice;
    private TestClient client;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
        client = TestClient.registered();
    }

    @Test
    void personLetsAClientIn() {
        String location = client.allowedBy(alice);
        assertTrue(location.startsWith(TestClient.CALLBACK + "#"), location);
        Map<String, String> answer = TestClient.answer(location);
        assertEquals("st&te", answer.get("state"));
        assertEquals("https://ministry.example/", answer.get("iss"));
        TestClient.Tokens tokens = TestClient.Tokens.of(TestClient.token(client.exchange(answer.get("code"))).statusCode(200)
                .body("token_type", equalTo("Bearer")).body("expires_in", equalTo(3600)).body("scope", equalTo(client.scope()))
                .header("Cache-Control", "no-store"));
        tokens.whoami().statusCode(200).body("user_id", equalTo(alice.userId().value())).body("device_id", equalTo(client.device()));
        alice.asking().get("/_matrix/client/v3/devices/" + client.device()).then().statusCode(200).body("display_name", equalTo("Test client"));
    }

    @Test
    void scopesOfClientsInUseAreUnderstood() {
        Map<String, String> request = client.request();
        String scope = "openid urn:matrix:org.matrix.msc2967.client:api:* urn:matrix:org.matrix.msc2967.client:device:" + client.device();
        request.put("scope", scope);
        request.put("response_mode", "query");
        String code = code(request);
        TestClient.token(client.exchange(code)).statusCode(200).body("scope", equalTo(scope.substring("openid ".length())));
    }

    @Test
    void codeIsGoodOnce() {
        String code = TestClient.code(client.allowedBy(alice));
        TestClient.Tokens tokens = TestClient.Tokens.of(TestClient.token(client.exchange(code)).statusCode(200));
        tokens.whoami().statusCode(200);
        refused(client.exchange(code), "invalid_grant");
        tokens.whoami().statusCode(401).body("errcode", equalTo("M_UNKNOWN_TOKEN"));
        client.refresh(tokens.refresh()).statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void codeIsForWhoAskedForIt() {
        Map<String, String> wrongVerifier = client.exchange(TestClient.code(client.allowedBy(alice)));
        wrongVerifier.put("code_verifier", "x".repeat(43));
        refused(wrongVerifier, "invalid_grant");
        Map<String, String> noVerifier = client.exchange(TestClient.code(client.allowedBy(alice)));
        noVerifier.remove("code_verifier");
        refused(noVerifier, "invalid_request");
        Map<String, String> wrongRedirect = client.exchange(TestClient.code(client.allowedBy(alice)));
        wrongRedirect.put("redirect_uri", TestClient.CALLBACK + "/more");
        refused(wrongRedirect, "invalid_grant");
        Map<String, Object> foreign = TestClient.metadata();
        foreign.put("client_name", "Foreign");
        Map<String, String> wrongClient = client.exchange(TestClient.code(client.allowedBy(alice)));
        wrongClient.put("client_id", TestClient.registered(foreign).id());
        refused(wrongClient, "invalid_grant");
    }

    @Test
    void codeAndTokenDoNotLiveLong() {
        String code = TestClient.code(client.allowedBy(alice));
        assertEquals(1, update("update authorization_code set expires = expires - 120001 where hash = $1", TokenHash.of(code).value()));
        refused(client.exchange(code), "invalid_grant");
        TestClient.Tokens tokens = client.tokensFor(alice);
        assertEquals(1, update("update access_token set expires = 1 where hash = $1", TokenHash.of(tokens.access()).value()));
        tokens.whoami().statusCode(401).body("errcode", equalTo("M_UNKNOWN_TOKEN")).body("soft_logout", equalTo(true));
        TestClient.Tokens.of(client.refresh(tokens.refresh()).statusCode(200)).whoami().statusCode(200);
    }

    @Test
    void lockedOrClosedAccountGetsNothing() {
        String code = TestClient.code(client.allowedBy(alice));
        alice.asking().body(Map.of("auth", alice.passwordProof())).post("/_matrix/client/v3/account/deactivate").then().statusCode(200);
        refused(client.exchange(code), "invalid_grant");
        Agent bob = Agents.register("bob");
        String ofBob = TestClient.code(client.allowedBy(bob));
        assertEquals(1, update("update account set locked = true where user_id = $1", bob.userId().value()));
        refused(client.exchange(ofBob), "invalid_grant");
    }

    /** A refusal would have the client throw its keys away. */
    @Test
    void lockedAccountRefreshesAndIsToldThatItIsLocked() {
        TestClient.Tokens tokens = client.tokensFor(alice);
        assertEquals(1, update("update account set locked = true where user_id = $1", alice.userId().value()));
        TestClient.Tokens.of(client.refresh(tokens.refresh()).statusCode(200)).whoami().statusCode(401).body("errcode", equalTo("M_USER_LOCKED"))
                .body("soft_logout", equalTo(true));
    }

    @Test
    void malformedTokenRequestsAreToldInTheWordsOfOAuth() {
        refused(Map.of(), "invalid_request");
        refused(Map.of("grant_type", "password", "client_id", client.id()), "unsupported_grant_type");
        refused(Map.of("grant_type", "authorization_code", "client_id", client.id()), "invalid_request");
        TestClient.token(Map.of("grant_type", "refresh_token", "refresh_token", "x", "client_id", "nobody")).statusCode(401)
                .body("error", equalTo("invalid_client"));
        given().contentType(ContentType.URLENC.withCharset("UTF-8")).body("grant_type=refresh_token&grant_type=refresh_token").post(TestClient.TOKEN)
                .then().statusCode(400).body("error", equalTo("invalid_request"));
    }

    @Test
    void nobodyIsSentToAStrangersAddress() {
        Browser browser = new Browser();
        for (String redirect : List.of("https://evil.example/", TestClient.CALLBACK + "?x=1", TestClient.CALLBACK + "/", "https://APP.example.org/callback")) {
            Map<String, String> request = client.request();
            request.put("redirect_uri", redirect);
            browser.get(TestClient.place(request)).then().statusCode(400).header("Location", nullValue()).contentType(startsWith("text/html"));
        }
        Map<String, String> request = client.request();
        request.put("client_id", "nobody");
        browser.get(TestClient.place(request)).then().statusCode(400).header("Location", nullValue());
        browser.get("/account/authorize").then().statusCode(400);
        browser.get(client.place() + "&redirect_uri=" + TestClient.CALLBACK).then().statusCode(400);
    }

    @Test
    void loopbackMayHaveAnyPort() {
        Map<String, Object> metadata = TestClient.metadata();
        metadata.put("application_type", "native");
        metadata.put("redirect_uris", List.of("http://127.0.0.1/callback"));
        TestClient desktop = TestClient.registered(metadata);
        Map<String, String> request = desktop.request();
        request.put("redirect_uri", "http://127.0.0.1:41999/callback");
        new Browser().get(TestClient.place(request)).then().statusCode(303).header("Location", startsWith("/account/login"));
        request.put("redirect_uri", "http://localhost:41999/callback");
        new Browser().get(TestClient.place(request)).then().statusCode(400);
        request.put("redirect_uri", "http://127.0.0.1:41999/other");
        new Browser().get(TestClient.place(request)).then().statusCode(400);
    }

    @Test
    void clientHearsOfWhatItAskedWrongly() {
        refusedAtOnce("response_type", "token", "unsupported_response_type");
        refusedAtOnce("code_challenge_method", "plain", "invalid_request");
        refusedAtOnce("code_challenge", "short", "invalid_request");
        refusedAtOnce("code_challenge", "", "invalid_request");
        refusedAtOnce("scope", "urn:matrix:client:api:*", "invalid_scope");
        refusedAtOnce("scope", "urn:matrix:client:device:A", "invalid_scope");
        refusedAtOnce("scope", client.scope() + " urn:matrix:client:device:OTHER", "invalid_scope");
        refusedAtOnce("response_mode", "form_post", "invalid_request");
        refusedAtOnce("prompt", "none", "interaction_required");
    }

    @Test
    void personMayRefuse() {
        Browser browser = new Browser();
        String consent = browser.logIn(alice, client.place());
        Response page = browser.get(consent).then().statusCode(200).extract().response();
        String location = browser.send(page, consent, Map.of("decision", "deny")).then().statusCode(303).extract().header("Location");
        assertEquals("access_denied", TestClient.answer(location).get("error"));
        assertEquals("st&te", TestClient.answer(location).get("state"));
    }

    @Test
    void refreshTokensRotateAndOneThatIsReplayedEndsTheSession() {
        TestClient.Tokens first = client.tokensFor(alice);
        TestClient.Tokens second = TestClient.Tokens.of(client.refresh(first.refresh()).statusCode(200).body("refresh_token", not(first.refresh())));
        TestClient.Tokens again = TestClient.Tokens.of(client.refresh(first.refresh()).statusCode(200));
        assertNotEquals(second.access(), again.access());
        again.whoami().statusCode(200);
        first.whoami().statusCode(401);
        client.refresh(first.refresh()).statusCode(400).body("error", equalTo("invalid_grant"));
        again.whoami().statusCode(401);
        alice.asking().get("/_matrix/client/v3/devices/" + client.device()).then().statusCode(404);
    }

    @Test
    void refreshTokenIsItsClientsAndItsApis() {
        TestClient.Tokens tokens = client.tokensFor(alice);
        Map<String, Object> foreign = TestClient.metadata();
        foreign.put("client_name", "Foreign too");
        TestClient.registered(foreign).refresh(tokens.refresh()).statusCode(400).body("error", equalTo("invalid_grant"));
        given().contentType(ContentType.JSON).body(Map.of("refresh_token", tokens.refresh())).post("/_matrix/client/v3/refresh").then()
                .statusCode(401).body("errcode", equalTo("M_UNKNOWN_TOKEN"));
        tokens.whoami().statusCode(200);
    }

    @Test
    void revokingEitherTokenEndsTheSession() {
        for (boolean access : List.of(true, false)) {
            TestClient one = TestClient.registered();
            TestClient.Tokens tokens = one.tokensFor(alice);
            revoke(access ? tokens.access() : tokens.refresh());
            tokens.whoami().statusCode(401).body("soft_logout", equalTo(false));
            one.refresh(tokens.refresh()).statusCode(400);
            alice.asking().get("/_matrix/client/v3/devices/" + one.device()).then().statusCode(404);
        }
        revoke("not a token");
        given().contentType(ContentType.URLENC).formParam("token_type_hint", "x").post("/oauth2/revoke").then().statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void passwordIsNotAskedOfOAuthClients() {
        TestClient.Tokens tokens = client.tokensFor(alice);
        var asking = given().header("Authorization", "Bearer " + tokens.access()).contentType(ContentType.JSON);
        Map<String, Object> proof = Map.of("auth", alice.passwordProof());
        asking.body(proof).delete("/_matrix/client/v3/devices/" + alice.device().value()).then().statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        asking.body(proof).post("/_matrix/client/v3/account/deactivate").then().statusCode(403).body("error", containsString("/account"));
        asking.body(proof).post("/_matrix/client/v1/login/get_token").then().statusCode(403);
        asking.get("/_matrix/client/v3/capabilities").then().statusCode(200).body("capabilities.'m.change_password'.enabled", equalTo(false))
                .body("capabilities.'m.get_login_token'.enabled", equalTo(false));
        asking.body("{}").post("/_matrix/client/v3/logout").then().statusCode(200);
        tokens.whoami().statusCode(401);
    }

    @Test
    void logInByPasswordOnTheSameDeviceEndsTheGrant() {
        TestClient.Tokens tokens = client.tokensFor(alice);
        Map<String, Object> login = Map.of("type", "m.login.password", "password", alice.password(), "device_id", client.device(),
                "identifier", Map.of("type", "m.id.user", "user", alice.userId().value()));
        String token = given().contentType(ContentType.JSON).body(login).post("/_matrix/client/v3/login").then().statusCode(200)
                .body("access_token", notNullValue()).extract().path("access_token");
        tokens.whoami().statusCode(401);
        client.refresh(tokens.refresh()).statusCode(400);
        given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON).body(Map.of("auth", alice.passwordProof()))
                .delete("/_matrix/client/v3/devices/" + alice.device().value()).then().statusCode(200);
    }

    private void refusedAtOnce(String field, String value, String error) {
        Map<String, String> request = client.request();
        request.put(field, value);
        String location = new Browser().get(TestClient.place(request)).then().statusCode(303).extract().header("Location");
        assertTrue(location.startsWith(TestClient.CALLBACK), location);
        assertEquals(error, TestClient.answer(location).get("error"), field);
        assertEquals("st&te", TestClient.answer(location).get("state"));
    }

    private String code(Map<String, String> request) {
        Browser browser = new Browser();
        String consent = browser.logIn(alice, TestClient.place(request));
        String location = browser.send(browser.get(consent), consent, Map.of("decision", "allow")).then().statusCode(303).extract().header("Location");
        return TestClient.code(location);
    }

    private static void revoke(String token) {
        given().contentType(ContentType.URLENC).formParam("token", token).post("/oauth2/revoke").then().statusCode(200);
    }

    private static void refused(Map<String, String> form, String error) {
        TestClient.token(form).statusCode(400).body("error", equalTo(error)).body("error_description", notNullValue());
    }

    private int update(String sql, Object... parameters) {
        return database.update(sql, parameters).await().atMost(Duration.ofSeconds(10));
    }
}
