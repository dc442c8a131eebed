package org.colloque.messaging.push;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Looks for pushers that have something to do, and has them do it: each on one node at a time, many side by side. */
@ApplicationScoped
class PushReader {

    private static final Logger LOG = Logger.getLogger(PushReader.class);
    private static final long PAUSE_MILLISECONDS = 500;
    private static final long FORGET_EVERY_MILLISECONDS = Duration.ofMinutes(10).toMillis();
    private static final int AT_ONCE = 50;

    private final PusherStore store;
    private final PushDelivery delivery;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopped;

    PushReader(PusherStore store, PushDelivery delivery, Clock clock) {
        this.store = store;
        this.delivery = delivery;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(PAUSE_MILLISECONDS, timer -> look());
        vertx.setPeriodic(FORGET_EVERY_MILLISECONDS, timer -> forget());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void look() {
        if (stopped || !busy.compareAndSet(false, true)) {
            return;
        }
        long now = clock.millis();
        store.claim(now, now + PushDelivery.LEASE_MILLISECONDS, AT_ONCE).onTermination().invoke(() -> busy.set(false))
                .subscribe().with(claims -> claims.forEach(this::deliver), failure -> log("Pushers could not be looked for", failure));
    }

    private void deliver(PusherStore.Claim claim) {
        Uni.createFrom().deferred(() -> delivery.deliver(claim)).subscribe().with(done -> { },
                failure -> log("A pusher of " + claim.pusher().user() + " could not be served", failure));
    }

    private void forget() {
        store.forgetBefore(clock.millis() - PushDelivery.LIFETIME_MILLISECONDS).subscribe().with(done -> { },
                failure -> log("Old notifications could not be forgotten", failure));
    }

    private void log(String what, Throwable failure) {
        if (!stopped) {
            LOG.warnf("%s, trying again: %s", what, failure.toString());
        }
    }
}
