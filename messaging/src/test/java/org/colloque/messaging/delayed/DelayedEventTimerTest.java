package org.colloque.messaging.delayed;

import static org.colloque.messaging.delayed.DelayedRoom.await;
import static org.colloque.messaging.delayed.DelayedRoom.pause;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.colloque.messaging.database.RoundTrips;
import org.colloque.messaging.testing.Agents;
import org.colloque.messaging.testing.Cost;
import org.colloque.messaging.testing.PostgresTestResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DelayedEventTimerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    DelayedEventTimer timer;

    @Inject
    DelayedEventStore store;

    @Inject
    DelayedSending sending;

    @Inject
    RoundTrips roundTrips;

    @Inject
    Clock clock;

    private DelayedRoom room;

    @BeforeEach
    void stopTheClock() {
        room = DelayedRoom.of(Agents.register("alice"));
        timer.stop(null);
    }

    @AfterEach
    void letItRun() {
        timer.start(null);
    }

    @Test
    void whatFellDueWhileNobodyWasThereIsSentAtTheNextStart() {
        room.message("second", 1_500);
        room.message("first", 100);
        pause(1_600);
        assertEquals(List.of(), room.texts());
        timer.start(null);
        await(() -> room.texts().size() == 2);
        assertEquals(List.of("first", "second"), room.texts());
    }

    @Test
    void oneNodeAloneClaimsAnEvent() {
        String id = room.message("once", 1);
        pause(10);
        long now = clock.millis();
        List<List<DelayedEvent>> claims = Uni.join().all(claim(now), claim(now), claim(now)).andFailFast().await().atMost(PATIENCE);
        assertEquals(List.of(id), claims.stream().flatMap(List::stream).map(DelayedEvent::delayId).filter(id::equals).toList());
        DelayedRoom.manage(id, "restart").statusCode(404);
        DelayedRoom.manage(id, "cancel").statusCode(409);
    }

    @Test
    void eventThatANodeLeftBehindIsSentByAnotherAndOnce() {
        String id = room.message("once", 1);
        pause(10);
        long now = clock.millis();
        DelayedEvent claimed = store.claimDue(now, now + 200, 0, 1000).await().atMost(PATIENCE).stream()
                .filter(event -> event.delayId().equals(id)).findFirst().orElseThrow();
        sending.fire(claimed).await().atMost(PATIENCE);
        sending.fire(claimed).await().atMost(PATIENCE);
        assertEquals(List.of("once"), room.texts());
        timer.start(null);
        pause(500);
        assertEquals(List.of("once"), room.texts());
    }

    @Test
    void schedulingCostsOneStatement() {
        room.message("warm", 60_000);
        assertTrue(Cost.of(roundTrips, () -> room.message("counted", 60_000)) <= 1, "more than one round trip");
    }

    private Uni<List<DelayedEvent>> claim(long now) {
        return store.claimDue(now, now + 60_000, 0, 1000);
    }
}
