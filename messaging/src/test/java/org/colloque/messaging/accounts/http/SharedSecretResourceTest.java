package org.colloque.messaging.accounts.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SharedSecretResourceTest {

    private static final String REGISTER = "/_synapse/admin/v1/register";
    private static final String SECRET = "secret of the tests";

    private final String name = "tool-" + UUID.randomUUID();

    @Test
    void whoKnowsTheSecretMakesAccounts() throws GeneralSecurityException {
        String nonce = nonce();
        register(nonce, code(SECRET, nonce)).statusCode(200)
                .body("user_id", equalTo("@" + name + ":ministry.example")).body("access_token", notNullValue())
                .body("home_server", equalTo("ministry.example")).body("device_id", notNullValue());
    }

    @Test
    void nonceIsGoodForOneAttempt() throws GeneralSecurityException {
        String nonce = nonce();
        register(nonce, code("wrong secret", nonce)).statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
        register(nonce, code(SECRET, nonce)).statusCode(400);
        register("made up", code(SECRET, "made up")).statusCode(400);
    }

    @Test
    void malformedRequestIsRefused() {
        given().contentType(ContentType.JSON).body("{}").post(REGISTER).then().statusCode(400)
                .body("errcode", equalTo("M_MISSING_PARAM"));
        register(nonce(), "not hexadecimal").statusCode(403);
    }

    private static String nonce() {
        return given().get(REGISTER).then().statusCode(200).extract().path("nonce");
    }

    private String code(String secret, String nonce) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        String message = nonce + "\0" + name + "\0" + "pässword" + "\0" + "notadmin";
        return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }

    private ValidatableResponse register(String nonce, String code) {
        return given().contentType(ContentType.JSON).body(Map.of("nonce", nonce, "username", name, "password", "pässword",
                "admin", false, "mac", code)).post(REGISTER).then();
    }
}
