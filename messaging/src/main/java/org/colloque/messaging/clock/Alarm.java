package org.colloque.messaging.clock;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Wakes a node when the next piece of timed work falls due. What is due stands in the database, so an alarm may ring on any
 * node, twice, or in vain: a pass looks for itself. Passes of one alarm never overlap, and one comes at the latest every
 * {@code atMost}, for work that another node left behind.
 */
public final class Alarm {

    private static final Logger LOG = Logger.getLogger(Alarm.class);
    private static final long UNARMED = Long.MAX_VALUE;

    private final Vertx vertx;
    private final Clock clock;
    private final long atMost;
    private final Supplier<Uni<OptionalLong>> pass;
    private long armedFor = UNARMED;
    private long timer;
    private boolean running;
    private boolean stopped = true;

    /**
     * @param pass does what is due and answers when the next piece of work falls due, in milliseconds since the epoch; empty when
     *             there is none
     */
    public Alarm(Vertx vertx, Clock clock, Duration atMost, Supplier<Uni<OptionalLong>> pass) {
        this.vertx = vertx;
        this.clock = clock;
        this.atMost = atMost.toMillis();
        this.pass = pass;
    }

    /** Begins with a pass at once: what fell due while no node was there is done first. */
    public synchronized void start() {
        stopped = false;
        arm(clock.millis());
    }

    public synchronized void stop() {
        stopped = true;
        disarm();
    }

    /** Tells of work that falls due at this time. */
    public synchronized void dueAt(long time) {
        if (!stopped && time < armedFor) {
            arm(time);
        }
    }

    private void arm(long time) {
        disarm();
        armedFor = time;
        timer = vertx.setTimer(Math.max(1, time - clock.millis()), ignored -> ring());
    }

    private void disarm() {
        if (armedFor != UNARMED) {
            vertx.cancelTimer(timer);
            armedFor = UNARMED;
        }
    }

    private synchronized void ring() {
        armedFor = UNARMED;
        if (stopped) {
            return;
        }
        if (running) {
            arm(clock.millis() + 1);
            return;
        }
        running = true;
        Uni.createFrom().deferred(pass::get).subscribe().with(this::done, failure -> {
            LOG.warnf("Timed work could not be done, trying again: %s", failure.toString());
            done(OptionalLong.empty());
        });
    }

    private synchronized void done(OptionalLong next) {
        running = false;
        if (!stopped) {
            dueAt(Math.min(next.orElse(UNARMED), clock.millis() + atMost));
        }
    }
}
