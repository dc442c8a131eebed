package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One of two peers takes long to answer: the other notices nothing, and the slow one misses nothing. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(FederationTestResource.class)
class SlowPeerTest {

    private static final int MESSAGES = 60;

    private static FakePeer slow;
    private static FakePeer healthy;

    @BeforeAll
    static void startPeers() {
        slow = FakePeer.start("peer.example");
        healthy = FakePeer.startBeside(slow, "other.example");
    }

    @AfterAll
    static void stopPeers() {
        slow.close();
        healthy.close();
    }

    @Test
    void slowPeerHoldsUpNobodyAndGetsEverythingInOrder() throws InterruptedException {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(slow, "zoe");
        room.joinedBy(healthy, "yan");
        var answerNow = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        slow.on("PUT /_matrix/federation/v1/send/", (target, body) -> {
            asked.countDown();
            await(answerNow);
            return Answer.ok(JsonNodes.object().set("pdus", JsonNodes.object()));
        });
        List<String> texts = IntStream.range(0, MESSAGES).mapToObj(n -> "message " + n).toList();
        texts.forEach(room::say);
        assertTrue(asked.await(10, TimeUnit.SECONDS), "the slow peer is sent to");
        eventually(() -> assertEquals(texts, messages(healthy)));
        assertEquals(List.of(), messages(slow), "nothing is through to the slow peer while it does not answer");
        answerNow.countDown();
        eventually(() -> assertEquals(texts, messages(slow)));
    }

    private static List<String> messages(FakePeer peer) {
        return peer.pdus().stream().filter(pdu -> pdu.path("type").asText().equals("m.room.message"))
            .map((JsonNode pdu) -> pdu.path("content").path("body").asText()).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
