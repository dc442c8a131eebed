package org.colloque.calls.leave;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.colloque.calls.CallsSettings;
import org.colloque.messaging.clock.Alarm;
import org.jboss.logging.Logger;

/** Looks from time to time whether those whose leaving is delegated are still in their calls, on whichever node is first. */
@ApplicationScoped
class DelegatedLeaveTimer {

    private static final Logger LOG = Logger.getLogger(DelegatedLeaveTimer.class);
    private static final Duration SAFETY_NET = Duration.ofSeconds(10);
    private static final Duration CLAIM = Duration.ofSeconds(30);
    private static final int BATCH = 50;

    private final DelegatedLeaveStore store;
    private final LeaveCheck check;
    private final CallsSettings settings;
    private final Clock clock;
    private final Alarm alarm;

    DelegatedLeaveTimer(DelegatedLeaveStore store, LeaveCheck check, CallsSettings settings, Clock clock, Vertx vertx) {
        this.store = store;
        this.check = check;
        this.settings = settings;
        this.clock = clock;
        this.alarm = new Alarm(vertx, clock, SAFETY_NET, this::pass);
    }

    void start(@Observes StartupEvent event) {
        if (settings.livekit().isPresent()) {
            alarm.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        alarm.stop();
    }

    /** Tells this node of a check that falls due at this time. */
    void dueAt(long time) {
        alarm.dueAt(time);
    }

    private Uni<OptionalLong> pass() {
        long now = clock.millis();
        return store.claimDue(now, now + CLAIM.toMillis(), BATCH).chain(due -> due.isEmpty() ? store.nextCheck()
                : Multi.createFrom().iterable(due).onItem().transformToUniAndMerge(this::look).collect().last()
                        .replaceWith(OptionalLong.of(now)));
    }

    private Uni<Void> look(DelegatedLeave leave) {
        return check.check(leave).onFailure().invoke(failure ->
                LOG.warnf("A participant of a call is looked for again later: %s", failure.getMessage()))
                .onFailure().recoverWithNull();
    }
}
