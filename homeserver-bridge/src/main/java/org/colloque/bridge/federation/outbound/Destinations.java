package org.colloque.bridge.federation.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.colloque.bridge.federation.outbound.DestinationStore.Destination;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.messaging.stream.StreamTail;
import org.colloque.protocol.id.ServerName;
import org.jboss.logging.Logger;

/** The queues of the destinations that this node sends to. */
@ApplicationScoped
class Destinations {

    private static final Logger LOG = Logger.getLogger(Destinations.class);
    private static final long CLAIM_EVERY_MILLISECONDS = 3_000;
    private static final long LOOK_EVERY_MILLISECONDS = 250;
    private static final long SAVE_EVERY_MILLISECONDS = 30_000;

    private final DestinationStore store;
    private final Sender sender;
    private final RecentChanges recent;
    private final Clock clock;
    private final ServerName ownName;
    private final String node = UUID.randomUUID().toString();
    private final Map<ServerName, DestinationQueue> queues = new ConcurrentHashMap<>();
    /** Servers that this node did not send to when it looked: new ones, and those of other nodes. */
    private final Cache<ServerName, Boolean> elsewhere = Caffeine.newBuilder()
            .maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(1)).build();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private volatile long settled;
    private volatile boolean stopped;

    Destinations(DestinationStore store, Sender sender, RecentChanges recent, Clock clock, ServerConfig server) {
        this.store = store;
        this.sender = sender;
        this.recent = recent;
        this.clock = clock;
        this.ownName = server.serverName();
    }

    void start(@Observes StartupEvent event, Vertx vertx, StreamTail tail) {
        tail.started().subscribe().with(started -> claim(), failure -> claim());
        vertx.setPeriodic(CLAIM_EVERY_MILLISECONDS, timer -> claim());
        vertx.setPeriodic(LOOK_EVERY_MILLISECONDS, timer -> queues.values().forEach(queue -> {
            queue.pass(settled);
            queue.look();
        }));
        vertx.setPeriodic(SAVE_EVERY_MILLISECONDS, timer -> save());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        try {
            store.release(node).await().atMost(Duration.ofSeconds(1));
        } catch (RuntimeException failure) {
            LOG.debugf("Destinations were not released: %s", failure.getMessage());
        }
    }

    /** Something happened at a position that the server may have to hear of. */
    void wake(ServerName server, long position) {
        DestinationQueue queue = queues.get(server);
        if (queue != null) {
            queue.wake(position);
        } else if (!server.equals(ownName) && elsewhere.asMap().putIfAbsent(server, true) == null) {
            claim();
        }
    }

    /** The same, for a server that may share no room with us. */
    void wakeAny(ServerName server, long position) {
        if (queues.containsKey(server)) {
            wake(server, position);
        } else {
            store.ensure(server, position - 1).subscribe().with(done -> claim(),
                    failure -> LOG.warnf("%s is not made known as a destination: %s", server, failure.getMessage()));
        }
    }

    /** Whoever is concerned by what happened up to this position has been woken. */
    void settled(long position) {
        settled = position;
    }

    /** Something may have happened that nobody was told of. */
    void wakeAll() {
        queues.values().forEach(queue -> queue.wake(recent.newest()));
    }

    /** Whether this node sends to the server. */
    boolean sendsTo(ServerName server) {
        return queues.containsKey(server);
    }

    void ephemeral(ServerName server, String key, byte[] edu) {
        DestinationQueue queue = queues.get(server);
        if (queue != null) {
            queue.ephemeral(key, edu);
        }
    }

    void alive(ServerName server) {
        DestinationQueue queue = queues.get(server);
        if (queue != null) {
            queue.alive();
        }
    }

    private void claim() {
        if (stopped || !claiming.compareAndSet(false, true)) {
            return;
        }
        long until = clock.millis() + DestinationStore.LEASE_MILLISECONDS;
        store.claim(node).onTermination().invoke(() -> claiming.set(false))
                .subscribe().with(claimed -> claimed(claimed, until),
                        failure -> LOG.warnf("Destinations could not be claimed: %s", failure.getMessage()));
    }

    private void claimed(List<Destination> claimed, long until) {
        Map<ServerName, DestinationQueue> now = new HashMap<>();
        for (Destination destination : claimed) {
            DestinationQueue known = queues.get(destination.server());
            DestinationQueue queue = known != null ? known : new DestinationQueue(destination, sender);
            now.put(destination.server(), queue);
            queue.claimed(until);
            if (known == null) {
                queues.put(destination.server(), queue);
                queue.wake(recent.newest());
            }
        }
        queues.keySet().retainAll(now.keySet());
    }

    /** Cursors that moved with nothing to send are kept now and then: after a restart the rest is looked through again. */
    private void save() {
        Map<ServerName, Long> moved = new HashMap<>();
        queues.forEach((server, queue) -> queue.unsaved().ifPresent(cursor -> moved.put(server, cursor)));
        if (!moved.isEmpty()) {
            store.moveIdle(moved).subscribe().with(done -> { },
                    failure -> LOG.debugf("Idle cursors were not moved: %s", failure.getMessage()));
        }
    }
}
