package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.protocol.json.CanonicalJson;

/** Signed requests of a peer to the service under test. */
public final class PeerRequests {

    private final FakePeer peer;

    public PeerRequests(FakePeer peer) {
        this.peer = peer;
    }

    public ValidatableResponse get(String target) {
        return RestAssured.given().urlEncodingEnabled(false)
                .header("Authorization", peer.authorization("GET", target, Optional.empty()))
                .get(target).then();
    }

    public ValidatableResponse put(String target, JsonNode body) {
        return RestAssured.given().urlEncodingEnabled(false).contentType(ContentType.JSON)
                .header("Authorization", peer.authorization("PUT", target, Optional.of(body)))
                .body(text(body)).put(target).then();
    }

    /** With a body that need not be JSON; the header is as if it were this one. */
    public ValidatableResponse putText(String target, JsonNode signed, String body) {
        return RestAssured.given().urlEncodingEnabled(false).contentType(ContentType.JSON)
                .header("Authorization", peer.authorization("PUT", target, Optional.of(signed)))
                .body(body.getBytes(StandardCharsets.UTF_8)).put(target).then();
    }

    public ValidatableResponse post(String target, JsonNode body) {
        return RestAssured.given().urlEncodingEnabled(false).contentType(ContentType.JSON)
                .header("Authorization", peer.authorization("POST", target, Optional.of(body)))
                .body(text(body)).post(target).then();
    }

    private static String text(JsonNode body) {
        return new String(CanonicalJson.lenientBytes(body), StandardCharsets.UTF_8);
    }
}
