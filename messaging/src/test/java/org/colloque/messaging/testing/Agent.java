package org.colloque.messaging.testing;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Somebody with an account and a session, who speaks to the service over HTTP. */
public record Agent(UserId userId, DeviceId device, String token, String password) {

    /** A request with the agent's access token and a JSON body, if it has one. */
    public RequestSpecification asking() {
        return RestAssured.given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    /** The {@code auth} of a request that needs the password. */
    public Map<String, Object> passwordProof() {
        return Map.of("type", "m.login.password", "password", password,
                "identifier", Map.of("type", "m.id.user", "user", userId.value()));
    }

    /** The same person on another device. */
    public Agent onAnotherDevice() {
        return Agents.login(userId, password);
    }
}
