package org.colloque.messaging.oauth;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeviceLinkTest {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";

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
    void personLetsInADeviceThatShowsACode() {
        JsonPath codes = ask();
        poll(codes, "authorization_pending");
        decide(codes, "allow").then().statusCode(200);
        TestClient.Tokens tokens = TestClient.Tokens.of(redeem(codes).statusCode(200).body("scope", equalTo(client.scope())));
        tokens.whoami().statusCode(200).body("user_id", equalTo(alice.userId().value())).body("device_id", equalTo(client.device()));
        poll(codes, "invalid_grant");
        client.refresh(tokens.refresh()).statusCode(200);
    }

    @Test
    void personRefusesADevice() {
        JsonPath codes = ask();
        decide(codes, "deny").then().statusCode(200);
        poll(codes, "access_denied");
    }

    @Test
    void deviceMustNotAskTooOften() {
        JsonPath codes = ask();
        poll(codes, "authorization_pending");
        poll(codes, "slow_down");
        assertEquals(1, age("asked = asked - 20000", codes));
        poll(codes, "authorization_pending");
    }

    @Test
    void codesDoNotLiveLong() {
        JsonPath codes = ask();
        assertEquals(1, age("expires = 1", codes));
        poll(codes, "expired_token");
        Browser browser = new Browser();
        browser.get(browser.logIn(alice, link(codes))).then().statusCode(404);
    }

    @Test
    void codeIsTypedInAnyWay() {
        JsonPath codes = ask();
        String typed = codes.getString("user_code").toLowerCase().replace("-", "");
        Browser browser = new Browser();
        browser.get(browser.logIn(alice, "/account/link?user_code=" + typed)).then().statusCode(200).body(containsString("Test client"));
        browser.get("/account/link").then().statusCode(200).body(containsString("user_code"));
        browser.get("/account/link?user_code=NOPE").then().statusCode(404);
    }

    @Test
    void codeIsItsClients() {
        JsonPath codes = ask();
        decide(codes, "allow").then().statusCode(200);
        Map<String, Object> foreign = TestClient.metadata();
        foreign.put("client_name", "Foreign");
        String other = TestClient.registered(foreign).id();
        TestClient.token(Map.of("grant_type", GRANT, "client_id", other, "device_code", codes.getString("device_code"))).statusCode(400)
                .body("error", equalTo("invalid_grant"));
        redeem(codes).statusCode(200);
    }

    @Test
    void malformedRequestsAreRefused() {
        refused(Map.of("client_id", client.id()), "invalid_request", 400);
        refused(Map.of("client_id", "nobody", "scope", client.scope()), "invalid_client", 401);
        refused(Map.of("client_id", client.id(), "scope", "openid"), "invalid_scope", 400);
        Map<String, Object> web = TestClient.metadata();
        web.put("grant_types", List.of("authorization_code", "refresh_token"));
        refused(Map.of("client_id", TestClient.registered(web).id(), "scope", client.scope()), "unauthorized_client", 400);
    }

    private void refused(Map<String, String> form, String error, int status) {
        given().contentType(ContentType.URLENC).formParams(form).post("/oauth2/device").then().statusCode(status).body("error", equalTo(error));
    }

    private JsonPath ask() {
        return given().contentType(ContentType.URLENC).formParams(Map.of("client_id", client.id(), "scope", client.scope())).post("/oauth2/device")
                .then().statusCode(200).body("user_code", matchesPattern("[A-Z]{4}-[A-Z]{4}")).body("interval", equalTo(5))
                .body("verification_uri", equalTo("https://ministry.example/account/link")).extract().jsonPath();
    }

    private Response decide(JsonPath codes, String decision) {
        Browser browser = new Browser();
        String place = browser.logIn(alice, link(codes));
        Response page = browser.get(place).then().statusCode(200).body(containsString(codes.getString("user_code"))).extract().response();
        return browser.send(page, "/account/link", Map.of("user_code", codes.getString("user_code"), "decision", decision));
    }

    private static String link(JsonPath codes) {
        URI complete = URI.create(codes.getString("verification_uri_complete"));
        return complete.getPath() + "?" + complete.getQuery();
    }

    private ValidatableResponse redeem(JsonPath codes) {
        return TestClient.token(Map.of("grant_type", GRANT, "client_id", client.id(), "device_code", codes.getString("device_code")));
    }

    private void poll(JsonPath codes, String error) {
        redeem(codes).statusCode(400).body("error", equalTo(error));
    }

    private int age(String change, JsonPath codes) {
        return database.update("update device_authorization set " + change + " where user_code = $1", codes.getString("user_code").replace("-", ""))
                .await().atMost(Duration.ofSeconds(10));
    }
}
