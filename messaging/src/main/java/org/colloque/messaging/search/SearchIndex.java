package org.colloque.messaging.search;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Keeps the index behind the log: now and then by itself, so that sends wait for nothing, and before each search, so that what was
 * acknowledged is found.
 */
@ApplicationScoped
class SearchIndex {

    private static final Logger LOG = Logger.getLogger(SearchIndex.class);
    private static final long PAUSE_MILLISECONDS = 20_000;
    /** Longer than this a search waits for nothing: after an upgrade, while all that there is comes into the index, it finds a part. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final SearchStore store;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopped;
    private Uni<Void> running;
    private Uni<Void> waiting;

    SearchIndex(SearchStore store) {
        this.store = store;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(PAUSE_MILLISECONDS, ignored -> readOn());
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /** Takes in all that was acknowledged up to now, as far as that is possible in three seconds. What was begun goes on behind. */
    Uni<Void> catchUp() {
        return Uni.createFrom().<Void>emitter(emitter -> freshRun().subscribe().with(emitter::complete, emitter::fail))
                .ifNoItem().after(PATIENCE).recoverWithItem((Void) null);
    }

    /** A run that begins after now: one run at a time, and all who come meanwhile wait for the one after it. */
    private synchronized Uni<Void> freshRun() {
        if (running == null) {
            return run();
        }
        if (waiting == null) {
            waiting = running.onFailure().recoverWithNull().chain(this::next).memoize().indefinitely();
        }
        return waiting;
    }

    private synchronized Uni<Void> next() {
        waiting = null;
        return run();
    }

    private synchronized Uni<Void> run() {
        running = untilDone(store::readOn).onTermination().invoke(this::ended).memoize().indefinitely();
        return running;
    }

    private synchronized void ended() {
        running = null;
    }

    private void readOn() {
        if (stopped || !busy.compareAndSet(false, true)) {
            return;
        }
        untilDone(store::readOnAside).subscribe().with(done -> busy.set(false), failure -> {
            busy.set(false);
            if (!stopped) {
                LOG.warnf("The search index could not be brought up to date, trying again: %s", failure.toString());
            }
        });
    }

    private Uni<Void> untilDone(Supplier<Uni<Boolean>> step) {
        return Uni.createFrom().<Boolean>deferred(() -> step.get()).repeat().whilst(more -> more && !stopped).collect().last().replaceWithVoid();
    }
}
