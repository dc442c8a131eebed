package org.colloque.bridge.federation;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.Cost;
import org.junit.jupiter.api.Test;

/** What a transaction costs in round trips to the database, on a warm node. */
@QuarkusTest
class InboundBudgetTest extends PeerTest {

    @Inject
    RoundTrips roundTrips;

    @Test
    void transactionOfOneEventCostsTwoRoundTrips() {
        assertThat(cost(1), lessThanOrEqualTo(2L));
    }

    @Test
    void transactionOfTwentyEventsOfOneRoomCostsNoMore() {
        assertThat(cost(20), lessThanOrEqualTo(2L));
    }

    private long cost(int events) {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        room.send(List.of(room.peerMessage("warm"))).statusCode(200);
        List<List<ObjectNode>> transactions = IntStream.range(0, Cost.MEASUREMENTS).mapToObj(measurement -> IntStream.range(0, events)
                .mapToObj(i -> room.peerMessage("measurement " + measurement + ", message " + i)).toList()).toList();
        return Cost.of(roundTrips, measurement -> room.send(transactions.get(measurement)).statusCode(200));
    }
}
