package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PeerAuthenticationTest extends PeerTest {

    private static final String ROOMS = "/_matrix/federation/v1/publicRooms";

    @Test
    void publishesItsKeysSigned() {
        RestAssured.get("/_matrix/key/v2/server").then().statusCode(200)
                .body("server_name", equalTo("ministry.example"))
                .body("signatures", hasKey("ministry.example"));
    }

    @Test
    void vouchesForThePeersKeysAsNotary() {
        RestAssured.get("/_matrix/key/v2/query/peer.example").then().statusCode(200)
                .body("server_keys[0].server_name", equalTo("peer.example"))
                .body("server_keys[0].signatures", hasKey("ministry.example"))
                .body("server_keys[0].signatures", hasKey("peer.example"));
        RestAssured.given().contentType(ContentType.JSON).body("{\"server_keys\": {\"peer.example\": {}}}")
                .post("/_matrix/key/v2/query").then().statusCode(200)
                .body("server_keys[0].server_name", equalTo("peer.example"));
    }

    @Test
    void signedRequestsPassWithAndWithoutBody() {
        new PeerRequests(peer).get(ROOMS + "?limit=5").statusCode(200);
        new PeerRequests(peer).post(ROOMS, JsonNodes.object().put("limit", 3)).statusCode(200);
    }

    @Test
    void requestWithoutContentMaySayThatItsBodyIsEmpty() throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + ROOMS))
                    .header("Authorization", peer.authorization("GET", ROOMS, Optional.empty()))
                    .method("GET", HttpRequest.BodyPublishers.ofByteArray(new byte[0])).build();

            assertEquals(200, client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        }
    }

    @Test
    void unsignedRequestIsUnauthorized() {
        RestAssured.get(ROOMS).then().statusCode(401).body("errcode", equalTo("M_UNAUTHORIZED"));
        RestAssured.given().header("Authorization", "X-Matrix origin=peer.example").get(ROOMS).then().statusCode(401);
    }

    @Test
    void signatureOfAnotherBodyIsUnauthorized() {
        ObjectNode signed = JsonNodes.object().put("limit", 3);
        RestAssured.given().contentType(ContentType.JSON)
                .header("Authorization", peer.authorization("POST", ROOMS, Optional.of(signed)))
                .body("{\"limit\": 4}").post(ROOMS).then().statusCode(401).body("errcode", equalTo("M_UNAUTHORIZED"));
    }

    @Test
    void signatureOfAnotherTargetIsUnauthorized() {
        RestAssured.given().header("Authorization", peer.authorization("GET", ROOMS + "?limit=1", Optional.empty()))
                .get(ROOMS + "?limit=2").then().statusCode(401);
    }

    @Test
    void requestMeantForAnotherServerIsUnauthorized() {
        RestAssured.given()
                .header("Authorization", peer.authorization("GET", ROOMS, Optional.empty(), new ServerName("elsewhere.example")))
                .get(ROOMS).then().statusCode(401).body("errcode", equalTo("M_UNAUTHORIZED"));
    }

    @Test
    void serverThatTheDirectoryDoesNotListIsForbidden() {
        String header = peer.authorization("GET", ROOMS, Optional.empty()).replace("peer.example", "stranger.example");
        RestAssured.given().header("Authorization", header).get(ROOMS).then()
                .statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    void bodyThatIsNotJsonIsRefused() {
        RestAssured.given().contentType(ContentType.JSON)
                .header("Authorization", peer.authorization("POST", ROOMS, Optional.empty()))
                .body("{nonsense").post(ROOMS).then().statusCode(400).body("errcode", equalTo("M_NOT_JSON"));
    }

    @Test
    void unknownEndpointIsUnrecognised() {
        RestAssured.get("/_matrix/federation/v1/nothing/here").then().statusCode(404).body("errcode", equalTo("M_UNRECOGNIZED"));
        RestAssured.post("/_matrix/federation/v1/version").then().statusCode(405).body("errcode", equalTo("M_UNRECOGNIZED"));
    }

    @Test
    void saysWhatItIs() {
        RestAssured.get("/_matrix/federation/v1/version").then().statusCode(200).body("server.name", equalTo("Colloque"));
    }
}
