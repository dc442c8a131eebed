package org.colloque.bridge.federation;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.security.SecureRandom;
import java.util.Optional;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.signature.SigningKey;
import org.junit.jupiter.api.Test;

/** Where the directory says which keys a server has, no other key is believed to be its own, and nobody is asked. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class PinnedKeysTest {

    private static final String ROOMS = "/_matrix/federation/v1/publicRooms";

    @Test
    void requestSignedWithThePinnedKeyPassesWithoutAsking() {
        FakePeer twin = FakePeer.start("other.example");
        try (FakePeer peer = FakePeer.startPinned("other.example", twin.key().verifyKey())) {
            new PeerRequests(peer).get(ROOMS).statusCode(200);
            assertEquals(0, peer.received("GET /_matrix/key/v2/server").size());
        } finally {
            twin.close();
        }
    }

    @Test
    void keyThatTheServerPublishesItselfIsNotBelieved() {
        SigningKey other = SigningKey.generate(KeyId.of(KeyId.ED25519, "peer"), new SecureRandom());
        SigningKey renamed = SigningKey.generate(KeyId.of(KeyId.ED25519, "pinned"), new SecureRandom());
        for (SigningKey pinned : new SigningKey[] {other, renamed}) {
            try (FakePeer peer = FakePeer.startPinned("other.example", pinned.verifyKey())) {
                RestAssured.given().header("Authorization", peer.authorization("GET", ROOMS, Optional.empty())).get(ROOMS)
                        .then().statusCode(401).body("errcode", equalTo("M_UNAUTHORIZED"));
                assertEquals(0, peer.received("GET /_matrix/key/v2/server").size());
            }
        }
    }
}
