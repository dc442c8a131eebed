package org.colloque.messaging.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmTest {

    private static final long NEVER = Duration.ofHours(1).toMillis();

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private final Semaphore passes = new Semaphore(0);

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void beginsWithAPassAndRingsWhenWorkIsDue() throws InterruptedException {
        Alarm alarm = alarm(Duration.ofHours(1), OptionalLong.empty());
        alarm.start();
        assertPasses(1);
        alarm.dueAt(clock.millis() + NEVER / 2);
        alarm.dueAt(clock.millis() + 30);
        assertPasses(1);
    }

    @Test
    void ringsAtTheTimeThatAPassTold() throws InterruptedException {
        alarm(Duration.ofHours(1), OptionalLong.of(clock.millis() + 50)).start();
        assertPasses(3);
    }

    @Test
    void ringsAtTheLatestWhenAtMostIsOver() throws InterruptedException {
        alarm(Duration.ofMillis(20), OptionalLong.empty()).start();
        assertPasses(3);
    }

    @Test
    void failedPassIsTriedAgain() throws InterruptedException {
        new Alarm(vertx, clock, Duration.ofMillis(20), () -> {
            passes.release();
            throw new IllegalStateException("the database is away");
        }).start();
        assertPasses(3);
    }

    @Test
    void passesDoNotOverlapAndWishesMeanwhileAreKept() throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch first = new CountDownLatch(1);
        Alarm alarm = new Alarm(vertx, clock, Duration.ofHours(1), () -> {
            begun.incrementAndGet();
            return Uni.createFrom().emitter(emitter -> new Thread(() -> {
                await(first);
                passes.release();
                emitter.complete(OptionalLong.empty());
            }).start());
        });
        alarm.start();
        Thread.sleep(50);
        alarm.dueAt(clock.millis());
        Thread.sleep(50);
        assertEquals(1, begun.get());
        first.countDown();
        assertPasses(2);
    }

    @Test
    void stoppedAlarmIsSilentUntilItIsStartedAgain() throws InterruptedException {
        Alarm alarm = alarm(Duration.ofMillis(20), OptionalLong.empty());
        alarm.start();
        assertPasses(1);
        alarm.stop();
        Thread.sleep(60);
        passes.drainPermits();
        alarm.dueAt(clock.millis());
        Thread.sleep(60);
        assertEquals(0, passes.availablePermits());
        alarm.start();
        assertPasses(1);
    }

    private Alarm alarm(Duration atMost, OptionalLong next) {
        return new Alarm(vertx, clock, atMost, () -> {
            passes.release();
            return Uni.createFrom().item(next);
        });
    }

    private void assertPasses(int count) throws InterruptedException {
        assertTrue(passes.tryAcquire(count, 5, TimeUnit.SECONDS), "the alarm did not ring");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
