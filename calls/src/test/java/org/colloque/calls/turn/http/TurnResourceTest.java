package org.colloque.calls.turn.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.colloque.calls.CallsOn;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@TestProfile(CallsOn.class)
class TurnResourceTest {

    private static final String PATH = "/_matrix/client/v3/voip/turnServer";

    @Inject
    Clock clock;

    @Test
    void credentialsAreThoseThatTheTurnServerChecks() throws GeneralSecurityException {
        Agent alice = Agents.register("alice");
        JsonPath answer = alice.asking().get(PATH).then().statusCode(200).body("ttl", equalTo(3600))
                .body("uris", hasItems("turn:turn.ministry.example?transport=udp", "turns:turn.ministry.example")).extract().jsonPath();
        String[] username = answer.getString("username").split(":", 2);
        assertEquals(alice.userId().value(), username[1]);
        long left = Long.parseLong(username[0]) - clock.instant().getEpochSecond();
        assertTrue(left > 3500 && left <= 3600, "expires in " + left + " s");
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec("turn secret".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        assertEquals(Base64.getEncoder().encodeToString(mac.doFinal(answer.getString("username").getBytes(StandardCharsets.UTF_8))),
                answer.getString("password"));
    }

    @Test
    void nobodyElseGetsCredentials() {
        given().get(PATH).then().statusCode(401).body("errcode", equalTo("M_MISSING_TOKEN"));
    }
}
