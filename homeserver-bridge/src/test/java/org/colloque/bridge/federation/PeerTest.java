package org.colloque.bridge.federation;

import io.quarkus.test.common.QuarkusTestResource;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of this server against one other, {@code peer.example}, that says what the test tells it to say. */
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
abstract class PeerTest {

    static FakePeer peer;

    @BeforeAll
    static void startPeer() {
        peer = FakePeer.start("peer.example");
    }

    @AfterAll
    static void stopPeer() {
        peer.close();
    }
}
