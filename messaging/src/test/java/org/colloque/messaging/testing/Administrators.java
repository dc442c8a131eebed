package org.colloque.messaging.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Makes administrators, as administrators' tools do, by the secret of the tests. */
public final class Administrators {

    private static final String REGISTER = "/_synapse/admin/v1/register";
    private static final String SECRET = "secret of the tests";
    private static final String PASSWORD = "correct horse battery staple";

    private Administrators() {
    }

    /** Registers somebody who administers the server. */
    public static Agent register() {
        String name = "administrator-" + UUID.randomUUID().toString().substring(0, 8);
        String nonce = RestAssured.given().get(REGISTER).then().statusCode(200).extract().path("nonce");
        JsonPath session = RestAssured.given().contentType(ContentType.JSON).body(Map.of("nonce", nonce, "username", name,
                        "password", PASSWORD, "admin", true, "mac", code(nonce + "\0" + name + "\0" + PASSWORD + "\0admin")))
                .post(REGISTER).then().statusCode(200).extract().jsonPath();
        return new Agent(UserId.parse(session.getString("user_id")), DeviceId.parse(session.getString("device_id")),
                session.getString("access_token"), PASSWORD);
    }

    private static String code(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
