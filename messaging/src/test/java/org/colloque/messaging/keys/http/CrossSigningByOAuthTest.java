package org.colloque.messaging.keys.http;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.oauth.Browser;
import org.colloque.messaging.oauth.TestClient;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.id.DeviceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Spec: client-server-api, "OAuth authentication". */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CrossSigningByOAuthTest {

    private static final String KEYS = "/_matrix/client/v3/keys/device_signing/upload";
    private static final String PAGE = "/account?action=org.matrix.cross_signing_reset";

    @Inject
    Database database;

    private Agent alice;

    @BeforeEach
    void logIn() {
        Agent byPassword = Agents.register("alice");
        TestClient client = TestClient.registered();
        alice = new Agent(byPassword.userId(), new DeviceId(client.device()), client.tokensFor(byPassword).access(), byPassword.password());
        upload(new SignedKeys(alice).crossSigning()).statusCode(200);
    }

    @Test
    void otherKeysAreAllowedOnThePagesOfTheAccount() {
        Map<String, Object> others = new HashMap<>(new SignedKeys(alice).crossSigning());
        String session = upload(others).statusCode(401).body("flows.stages", hasItem(List.of("m.oauth")))
                .body("flows.stages", hasItem(List.of("org.matrix.cross_signing_reset")))
                .body("params.'m.oauth'.url", equalTo("https://ministry.example" + PAGE))
                .body("params.'org.matrix.cross_signing_reset'.url", notNullValue()).extract().path("session");
        others.put("auth", Map.of("session", session));
        upload(others).statusCode(401).body("errcode", equalTo("M_FORBIDDEN"));
        allow();
        upload(others).statusCode(200);
        Map<String, Object> third = new HashMap<>(new SignedKeys(alice).crossSigning());
        upload(third).statusCode(401);
    }

    @Test
    void olderClientsNameTheStageByItsOlderName() {
        Map<String, Object> others = new HashMap<>(new SignedKeys(alice).crossSigning());
        String session = upload(others).statusCode(401).extract().path("session");
        allow();
        others.put("auth", Map.of("session", session, "type", "org.matrix.cross_signing_reset"));
        upload(others).statusCode(200);
    }

    @Test
    void permissionDoesNotLastAndPasswordDoesNotReplaceIt() {
        Map<String, Object> others = new HashMap<>(new SignedKeys(alice).crossSigning());
        others.put("auth", alice.passwordProof());
        upload(others).statusCode(401);
        allow();
        database.update("update cross_signing_reset set until = 1 where user_id = $1", alice.userId().value()).await().atMost(Duration.ofSeconds(10));
        String session = upload(new SignedKeys(alice).crossSigning()).statusCode(401).extract().path("session");
        others.put("auth", Map.of("session", session));
        upload(others).statusCode(401);
    }

    private void allow() {
        Browser browser = new Browser();
        String place = browser.logIn(alice, PAGE);
        Response page = browser.get(place).then().statusCode(200).extract().response();
        browser.send(page, "/account/guarded/reset", Map.of("password", "wrong")).then().statusCode(403);
        browser.send(page, "/account/guarded/reset", Map.of("password", alice.password())).then().statusCode(200);
    }

    private ValidatableResponse upload(Map<String, ?> body) {
        return alice.asking().body(body).post(KEYS).then();
    }
}
