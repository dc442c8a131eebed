package org.colloque.bridge.appservice;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.bridge.appservice.QueueStore.Claimed;
import org.colloque.messaging.accounts.Masquerades;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.appservice.ApplicationServices;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.messaging.stream.RecentChanges;
import org.colloque.messaging.stream.StreamTail;
import org.jboss.logging.Logger;

/** The queues of the application services that this node speaks to. Does nothing at all where none is registered. */
@ApplicationScoped
class ServiceQueues implements ChangeListener {

    private static final Logger LOG = Logger.getLogger(ServiceQueues.class);
    private static final long CLAIM_EVERY_MILLISECONDS = 3_000;
    private static final long LOOK_EVERY_MILLISECONDS = 250;
    private static final long MOVE_IDLE_EVERY_MILLISECONDS = 30_000;

    private final Map<String, ApplicationService> services;
    private final QueueStore store;
    private final MemberStore members;
    private final Delivery delivery;
    private final RecentChanges recent;
    private final Vertx vertx;
    private final Clock clock;
    private final Map<String, ServiceQueue> queues = new ConcurrentHashMap<>();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private volatile long newest;
    private volatile boolean stopped;

    ServiceQueues(ApplicationServices services, QueueStore store, MemberStore members, Delivery delivery, RecentChanges recent, Vertx vertx,
            Clock clock) {
        this.services = services.all().stream().filter(service -> service.url().isPresent())
                .collect(Collectors.toUnmodifiableMap(ApplicationService::id, Function.identity()));
        this.store = store;
        this.members = members;
        this.delivery = delivery;
        this.recent = recent;
        this.vertx = vertx;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, StreamTail tail, Masquerades masquerades, ApplicationServices all) {
        if (all.all().isEmpty()) {
            return;
        }
        tail.started().chain(() -> InTurn.each(all.all(), masquerades::ensureSender))
                .chain(() -> store.ensure(services.keySet(), recent.newest(), delivery.node().substring(0, 8)))
                .onFailure().retry().withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5)).indefinitely()
                .subscribe().with(ready -> begin(recent.newest()), failure -> LOG.error("Application services hear of nothing", failure));
    }

    private void begin(long position) {
        newest = Math.max(newest, position);
        vertx.setPeriodic(CLAIM_EVERY_MILLISECONDS, timer -> claim());
        vertx.setPeriodic(LOOK_EVERY_MILLISECONDS, timer -> queues.values().forEach(ServiceQueue::look));
        vertx.setPeriodic(MOVE_IDLE_EVERY_MILLISECONDS, timer -> moveIdle());
        claim();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        if (!services.isEmpty()) {
            try {
                store.release(delivery.node()).await().atMost(Duration.ofSeconds(1));
            } catch (RuntimeException failure) {
                LOG.debugf("Application services were not released: %s", failure.getMessage());
            }
        }
    }

    @Override
    public void changed(List<Change> changes) {
        if (!services.isEmpty()) {
            wakeAll(changes.getLast().position());
        }
    }

    @Override
    public void reset() {
        if (!services.isEmpty()) {
            vertx.runOnContext(ignored -> wakeAll(recent.newest()));
        }
    }

    /** The service has spoken to us: it is there. */
    void alive(ApplicationService service) {
        ServiceQueue queue = queues.get(service.id());
        if (queue != null) {
            queue.alive();
        }
    }

    /** Later, when every cache has taken note of the changes. */
    private void wakeAll(long position) {
        newest = Math.max(newest, position);
        vertx.runOnContext(ignored -> queues.values().forEach(queue -> queue.wake(position)));
    }

    private void claim() {
        if (stopped || services.isEmpty() || !claiming.compareAndSet(false, true)) {
            return;
        }
        long until = clock.millis() + QueueStore.LEASE_MILLISECONDS;
        store.claim(delivery.node(), services.keySet()).chain(claimed -> InTurn.each(claimed, one -> claimed(one, until)).replaceWith(claimed))
                .onTermination().invoke(() -> claiming.set(false))
                .subscribe().with(this::keepOnly, failure -> LOG.warnf("Application services could not be claimed: %s", failure.getMessage()));
    }

    private Uni<Void> claimed(Claimed claimed, long until) {
        ApplicationService service = services.get(claimed.id());
        ServiceQueue known = queues.get(claimed.id());
        if (known != null) {
            known.claimed(until);
            return Uni.createFrom().voidItem();
        }
        String namespaces = service.namespaces().toString();
        Uni<Void> found = claimed.namespaces().equals(namespaces) ? Uni.createFrom().voidItem() : members.find(service, namespaces);
        return found.chain(() -> store.underWay(claimed.id())).invoke(underWay -> {
            ServiceQueue queue = new ServiceQueue(service, claimed, underWay, delivery);
            queue.claimed(until);
            queues.put(claimed.id(), queue);
            queue.wake(newest);
        }).replaceWithVoid();
    }

    private void keepOnly(List<Claimed> claimed) {
        Set<String> ours = new HashSet<>(claimed.stream().map(Claimed::id).toList());
        queues.keySet().retainAll(ours);
    }

    private void moveIdle() {
        queues.forEach((id, queue) -> queue.idleAt().ifPresent(cursor -> store.moveIdle(id, delivery.node(), cursor)
                .subscribe().with(done -> { }, failure -> LOG.debugf("An idle cursor was not moved: %s", failure.getMessage()))));
    }
}
