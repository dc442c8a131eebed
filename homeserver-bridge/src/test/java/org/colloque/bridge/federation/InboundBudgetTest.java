package org.colloque.bridge.federation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a transaction costs in round trips to the database, on a warm node. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class InboundBudgetTest {

    private static FakePeer peer;

    @Inject
    RoundTrips roundTrips;

    @BeforeAll
    static void startPeer() {
        peer = FakePeer.start("peer.example");
    }

    @AfterAll
    static void stopPeer() {
        peer.close();
    }

    @Test
    void transactionOfOneEventCostsTwoRoundTrips() throws InterruptedException {
        assertThat(cost(1), lessThanOrEqualTo(2L));
    }

    @Test
    void transactionOfTwentyEventsOfOneRoomCostsNoMore() throws InterruptedException {
        assertThat(cost(20), lessThanOrEqualTo(2L));
    }

    /** The least of several: what the node does meanwhile for others is not the transaction's. */
    private long cost(int events) throws InterruptedException {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        room.send(List.of(room.peerMessage("warm"))).statusCode(200);
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            Thread.sleep(300);
            String name = "attempt " + attempt + ", message ";
            List<ObjectNode> messages = IntStream.range(0, events).mapToObj(i -> room.peerMessage(name + i)).toList();
            long before = roundTrips.total();
            room.send(messages).statusCode(200);
            least = Math.min(least, roundTrips.total() - before);
        }
        return least;
    }
}
