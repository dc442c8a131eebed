package org.colloque.messaging.delayed;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.colloque.messaging.clock.Alarm;
import org.colloque.protocol.id.RoomId;

/**
 * Sends delayed events when their time comes, on whichever node is first. In one room they go in the order of their times; a room
 * that takes long holds up no other.
 */
@ApplicationScoped
class DelayedEventTimer {

    private static final Duration SAFETY_NET = Duration.ofSeconds(5);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int BATCH = 100;

    private final DelayedEventStore store;
    private final DelayedSending sending;
    private final Clock clock;
    private final Alarm alarm;

    DelayedEventTimer(DelayedEventStore store, DelayedSending sending, Clock clock, Vertx vertx) {
        this.store = store;
        this.sending = sending;
        this.clock = clock;
        this.alarm = new Alarm(vertx, clock, SAFETY_NET, this::pass);
    }

    void start(@Observes StartupEvent event) {
        alarm.start();
    }

    void stop(@Observes ShutdownEvent event) {
        alarm.stop();
    }

    /** Tells this node of an event that falls due at this time. */
    void dueAt(long time) {
        alarm.dueAt(time);
    }

    private Uni<OptionalLong> pass() {
        long now = clock.millis();
        return store.claimDue(now, now + DelayedSending.CLAIM.toMillis(), now - KEPT.toMillis(), BATCH)
                .chain(due -> due.isEmpty() ? store.nextDue() : fire(due).replaceWith(OptionalLong.of(now)));
    }

    private Uni<Void> fire(List<DelayedEvent> due) {
        LinkedHashMap<RoomId, List<DelayedEvent>> rooms = due.stream()
                .collect(Collectors.groupingBy(DelayedEvent::room, LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom().iterable(rooms.values()).onItem().transformToUniAndMerge(this::inOrder).collect().last();
    }

    private Uni<Void> inOrder(List<DelayedEvent> events) {
        return Multi.createFrom().iterable(events).onItem().transformToUniAndConcatenate(sending::fire).collect().last();
    }
}
