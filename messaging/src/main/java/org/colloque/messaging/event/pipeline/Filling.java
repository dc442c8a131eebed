package org.colloque.messaging.event.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.colloque.messaging.clock.Alarm;
import org.colloque.messaging.event.partial.PartialRoom;
import org.colloque.messaging.event.partial.PartialRoomStore;
import org.colloque.messaging.event.pipeline.Essentials.Rest;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.RoomId;
import org.jboss.logging.Logger;

/**
 * Fills rooms that were entered with a part of their state, on whichever node takes them, until it succeeds: who dies over it holds the room
 * no longer than its lease. What was held back meanwhile is taken in afterwards.
 */
@Singleton
class Filling {

    private static final Logger LOG = Logger.getLogger(Filling.class);
    private static final Duration SAFETY_NET = Duration.ofSeconds(5);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final int SIDE_BY_SIDE = 4;
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final long FIRST_WAIT = 2_000;
    private static final long LONGEST_WAIT = Duration.ofMinutes(30).toMillis();

    private final PartialRoomStore store;
    private final Filler filler;
    private final HeldEvents held;
    private final Clock clock;
    private final Alarm alarm;
    /** Another node may take the room: then it asks for the rest, and what is here goes with time. */
    private final Cache<RoomId, Rest> handedOver = Caffeine.newBuilder().maximumSize(SIDE_BY_SIDE).expireAfterWrite(KEPT).build();
    private final AtomicBoolean releasing = new AtomicBoolean();
    private final Map<PartialRoom, RoomId> underWay = new ConcurrentHashMap<>();

    Filling(PartialRoomStore store, Filler filler, HeldEvents held, Clock clock, Vertx vertx) {
        this.store = store;
        this.filler = filler;
        this.held = held;
        this.clock = clock;
        this.alarm = new Alarm(vertx, clock, SAFETY_NET, this::pass);
    }

    void start(@Observes StartupEvent event) {
        alarm.start();
    }

    void stop(@Observes ShutdownEvent event) {
        alarm.stop();
    }

    /** A room was just entered here with a part of its state; the rest of what came with it is there, as long as this node is. */
    void begin(RoomId room, Rest rest) {
        handedOver.put(room, rest);
        alarm.dueAt(clock.millis());
    }

    private Uni<OptionalLong> pass() {
        long now = clock.millis();
        long until = now + LEASE.toMillis();
        List<PartialRoom> ours = List.copyOf(underWay.keySet());
        Uni<Void> renewed = ours.isEmpty() ? InTurn.done() : store.renew(ours, until);
        int free = SIDE_BY_SIDE - ours.size();
        return renewed.chain(() -> free <= 0 ? Uni.createFrom().item(List.<PartialRoom>of()) : store.claim(now, until, free))
                .invoke(taken -> taken.forEach(this::fill))
                .invoke(this::release)
                .replaceWith(OptionalLong.empty());
    }

    private void release() {
        if (releasing.compareAndSet(false, true)) {
            held.release().onTermination().invoke(() -> releasing.set(false)).subscribe().with(done -> { },
                    failure -> LOG.warnf("Events that were held back could not be taken in: %s", failure.getMessage()));
        }
    }

    /** Nothing waits for it: a server that takes its time holds up this room alone. */
    private void fill(PartialRoom room) {
        if (underWay.putIfAbsent(room, room.room()) != null) {
            return;
        }
        Uni.createFrom().deferred(() -> filler.fill(room, handedOver.getIfPresent(room.room())))
                .invoke(done -> handedOver.invalidate(room.room()))
                .onFailure().recoverWithUni(failure -> {
                    LOG.infof("The state of %s is still partial after attempt %d: %s", room.room(), room.attempts(), failure.getMessage());
                    return store.postpone(room, clock.millis() + wait(room.attempts()));
                })
                .onTermination().invoke(() -> {
                    underWay.remove(room);
                    alarm.dueAt(clock.millis());
                })
                .subscribe().with(done -> { }, failure -> LOG.warnf(failure, "A partial room could not be given back: %s", room.room()));
    }

    private static long wait(int attempts) {
        long longest = Math.min(LONGEST_WAIT, FIRST_WAIT << Math.min(attempts - 1, 12));
        return ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    }

    /** The others of a list, in an order of chance, behind the first. */
    static <T> List<T> firstThenOthers(T first, List<T> all, int atMost) {
        List<T> others = new ArrayList<>(all);
        others.remove(first);
        Collections.shuffle(others);
        List<T> order = new ArrayList<>(List.of(first));
        order.addAll(others.subList(0, Math.min(others.size(), atMost - 1)));
        return order;
    }
}
