package org.colloque.product.drills;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.colloque.bridge.federation.GuestRoom;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.Agents;
import org.colloque.product.ServiceProcess;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One of 21 destinations takes half a minute to answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowDestinationTest {

    private static final int MESSAGES = 60;
    private static final int ROUNDS = 3;
    private static final double MOST_SLOWER = 1.1;
    private static final double CLOCK_MILLIS = 10;
    private static final double MOST_MIB = 150;
    private static final String SEND = "PUT /_matrix/federation/v1/send/";

    private final Queue<Double> delays = new ConcurrentLinkedQueue<>();

    @Test
    @Drill(number = 6, fault = "one destination takes 30 s to answer, 20 are healthy")
    void healthyDestinationsNoticeNothing(@TempDir Path folder, Measured measured) throws InterruptedException {
        try (ServiceProcess service = new ServiceProcess("ministry.example", folder)) {
            new FederationTestResource().start().forEach(service::set);
            service.set("colloque.federation.long-request-timeout", "40s").start();
            RestAssured.baseURI = "http://127.0.0.1";
            RestAssured.port = service.api().address().getPort();
            List<String> names = new ArrayList<>(FederationTestResource.MANY);
            names.add("peer.example");
            List<FakePeer> peers = FakePeer.startTogether(names);
            FakePeer slow = peers.getLast();
            GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
            peers.forEach(peer -> room.joinedBy(peer, "zoe"));
            peers.subList(0, 20).forEach(peer -> peer.on(SEND, (target, body) -> arrived(body)));
            speak(room);
            double before = best(room, ROUNDS, 0);
            double memoryBefore = service.residentMib();
            slow.onRaw(SEND, request -> request.bodyHandler(body -> slow.later(30_000, () -> request.response().end("{\"pdus\":{}}"))));
            double during = best(room, 3 * ROUNDS, before * MOST_SLOWER);
            double memoryDuring = service.residentMib();
            peers.forEach(FakePeer::close);
            measured.is("99 of 100 deliveries to the healthy ones within %.0f ms without, within %.0f ms beside the slow one (the best of some rounds); "
                    + "memory %.0f MiB before, %.0f MiB after", before, during, memoryBefore, memoryDuring);
            assertTrue(during <= before * MOST_SLOWER + CLOCK_MILLIS, before + " ms, then " + during + " ms");
            assertTrue(memoryDuring < memoryBefore + MOST_MIB, memoryBefore + " MiB, then " + memoryDuring + " MiB");
        } finally {
            RestAssured.reset();
        }
    }

    /** The best of so many rounds, or the first that is good enough: what else the machine does makes some of them worse, and none better. */
    private double best(GuestRoom room, int rounds, double goodEnough) throws InterruptedException {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < rounds && best > goodEnough; round++) {
            best = Math.min(best, speak(room));
        }
        return best;
    }

    /** Says something twenty times a second; how many milliseconds 99 of 100 deliveries take at most. */
    private double speak(GuestRoom room) throws InterruptedException {
        delays.clear();
        for (int i = 0; i < MESSAGES; i++) {
            room.say("at " + System.nanoTime());
            TimeUnit.MILLISECONDS.sleep(50);
        }
        eventually(() -> assertEquals(20 * MESSAGES, delays.size()));
        List<Double> sorted = new ArrayList<>(delays);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * 99 / 100);
    }

    private Answer arrived(JsonNode transaction) {
        transaction.path("pdus").forEach(pdu -> {
            String body = pdu.path("content").path("body").asText();
            if (body.startsWith("at ")) {
                delays.add((System.nanoTime() - Long.parseLong(body.substring(3))) / 1e6);
            }
        });
        return Answer.ok(JsonNodes.object().set("pdus", JsonNodes.object()));
    }
}
