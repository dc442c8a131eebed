package org.colloque.messaging.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import java.util.UUID;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Registers people over HTTP for tests; the service must register openly. */
public final class Agents {

    private static final String PASSWORD = "correct horse battery staple";

    private Agents() {
    }

    /** Registers somebody whose user name begins so; a suffix makes it unique. */
    public static Agent register(String name) {
        return registerExactly(name + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /** Registers somebody with exactly this user name. */
    public static Agent registerExactly(String username) {
        JsonPath session = RestAssured.given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", PASSWORD, "auth", Map.of("type", "m.login.dummy")))
                .post("/_matrix/client/v3/register").then().statusCode(200).extract().jsonPath();
        return agent(session, PASSWORD);
    }

    /** Opens a session on a new device. */
    public static Agent login(UserId user, String password) {
        JsonPath session = RestAssured.given().contentType(ContentType.JSON)
                .body(Map.of("type", "m.login.password", "password", password,
                        "identifier", Map.of("type", "m.id.user", "user", user.value())))
                .post("/_matrix/client/v3/login").then().statusCode(200).extract().jsonPath();
        return agent(session, password);
    }

    private static Agent agent(JsonPath session, String password) {
        return new Agent(UserId.parse(session.getString("user_id")), DeviceId.parse(session.getString("device_id")),
                session.getString("access_token"), password);
    }
}
