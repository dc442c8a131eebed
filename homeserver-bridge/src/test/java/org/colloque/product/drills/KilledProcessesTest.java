package org.colloque.product.drills;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.colloque.product.Person;
import org.colloque.product.ServiceProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} under fifty sends a second. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KilledProcessesTest {

    private static final int KILLS = Integer.getInteger("drills.kills", 2);

    private ServiceProcess service;
    private Person camille;
    private String room;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = new ServiceProcess("drill.localhost", folder).start();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void enterRoom() {
        camille = service.register("camille" + System.nanoTime());
        room = camille.createPublicRoom();
    }

    @Test
    @Drill(number = 1, fault = "kill -9 of the server under 50 sends a second")
    void noAcknowledgedEventIsLostAndNoneIsDoubledWhenTheServerIsKilled(Measured measured) throws InterruptedException {
        SteadySends sends = SteadySends.begin(camille, room);
        for (int kill = 0; kill < KILLS; kill++) {
            TimeUnit.SECONDS.sleep(2);
            service.kill();
            service.start();
        }
        TimeUnit.SECONDS.sleep(1);
        sends.end();
        assertTrue(sends.unacknowledgedCount() > 0, "the kill must have met sends under way");
        sends.retryUnacknowledged();
        assertEachIsThereOnce(sends);
        measured.is("%d kills; %d acknowledged sends, each there once", KILLS, sends.acknowledgedCount());
    }

    @Test
    @Drill(number = 2, fault = "kill -9 of PostgreSQL under 50 sends a second")
    void sendsHealWithinTenSecondsWhenPostgresIsKilled(Measured measured) throws InterruptedException {
        SteadySends sends = SteadySends.begin(camille, room);
        TimeUnit.SECONDS.sleep(2);
        service.killDatabase();
        long healing = sends.nanosUntilNextAcknowledgement();
        TimeUnit.SECONDS.sleep(1);
        sends.end();
        assertTrue(healing < TimeUnit.SECONDS.toNanos(10), "healed after " + TimeUnit.NANOSECONDS.toMillis(healing) + " ms");
        assertTrue(sends.refusals().keySet().stream().allMatch(status -> status >= 500), "only server errors: " + sends.refusals());
        sends.retryUnacknowledged();
        assertEachIsThereOnce(sends);
        measured.is("sends are acknowledged again after %.1f s; refusals meanwhile by status: %s", healing / 1e9, sends.refusals());
    }

    @Test
    @Drill(number = 10, fault = "one client transaction 50 times at once, and again after kill -9")
    void transactionIsOneEventHoweverOftenItComes(Measured measured) throws Exception {
        Set<String> events = new HashSet<>();
        Callable<String> send = this::sendOnce;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(Collections.nCopies(50, send))) {
                events.add(answer.get());
            }
        }
        service.kill();
        service.start();
        events.add(sendOnce());
        measured.is("%d event id in 51 answers", events.size());
        assertEquals(1, events.size());
    }

    private String sendOnce() {
        return camille.send(room, "the-same", "{\"msgtype\": \"m.text\", \"body\": \"once\"}").orFail().get("event_id").asText();
    }

    private static void assertEachIsThereOnce(SteadySends sends) {
        Map<String, List<String>> expected = new TreeMap<>();
        sends.acknowledged().forEach((transaction, event) -> expected.put(transaction, List.of(event)));
        assertEquals(expected, new TreeMap<>(sends.stored()));
    }
}
