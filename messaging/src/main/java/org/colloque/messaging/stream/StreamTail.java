package org.colloque.messaging.stream;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.colloque.messaging.database.Notifications;
import org.jboss.logging.Logger;

/**
 * This node's one reader of the log: woken by notifications, and every second as a safety net. Hands changes in order of position
 * to the {@link ChangeListener}s, then to {@link RecentChanges}, then wakes who waits. One reading is under way at a time; wishes
 * that come meanwhile become one more reading.
 */
@Singleton
public class StreamTail {

    /** The channel on which every writer of the log notifies. */
    public static final String CHANNEL = "colloque_stream";

    private static final Logger LOG = Logger.getLogger(StreamTail.class);
    private static final long SAFETY_NET_MILLISECONDS = 1_000;
    private static final long TOO_FAR_BEHIND = 100_000;

    private final TailStatement statement;
    private final List<ChangeListener> listeners;
    private final RecentChanges recent;
    private final Waiters waiters;
    private final AtomicInteger wishes = new AtomicInteger();
    private final Queue<Wish> caughtUp = new ConcurrentLinkedQueue<>();
    private volatile long readings;
    private volatile long position = -1;
    private volatile boolean stopped;

    StreamTail(TailStatement statement, @All List<ChangeListener> listeners, RecentChanges recent, Waiters waiters) {
        this.statement = statement;
        this.listeners = List.copyOf(listeners);
        this.recent = recent;
        this.waiters = waiters;
    }

    void start(@Observes StartupEvent event, Notifications notifications, Vertx vertx) {
        notifications.listen(CHANNEL, ignored -> read(), this::read);
        vertx.setPeriodic(SAFETY_NET_MILLISECONDS, ignored -> read());
        read();
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    /** Completes after a reading that began after this call: what was committed before is then visible to syncs. */
    public Uni<Void> catchUp() {
        return Uni.createFrom().emitter(emitter -> {
            caughtUp.add(new Wish(readings + 1, emitter));
            read();
        });
    }

    /** Completes when the tail has found its place. */
    public Uni<Void> started() {
        return position >= 0 ? Uni.createFrom().voidItem() : catchUp();
    }

    private void read() {
        if (!stopped && wishes.getAndIncrement() == 0) {
            readOnce();
        }
    }

    private void readOnce() {
        int served = wishes.get();
        readings++;
        Uni<Boolean> reading = position < 0 ? findPlace() : statement.after(position).chain(this::handOut);
        reading.subscribe().with(more -> done(served, more), failure -> {
            if (!stopped) {
                LOG.warnf("The log could not be read, trying again: %s", failure.toString());
            }
            done(served, false);
        });
    }

    private void done(int served, boolean more) {
        if (!more) {
            release();
        }
        int left = wishes.addAndGet(more ? 0 : -served);
        if (left > 0) {
            readOnce();
        }
    }

    /** Completes those who waited for a reading that began after their wish; the others get one more reading. */
    private void release() {
        for (Wish wish = caughtUp.peek(); wish != null && wish.reading() <= readings; wish = caughtUp.peek()) {
            caughtUp.remove(wish);
            wish.emitter().complete(null);
        }
        if (!caughtUp.isEmpty()) {
            wishes.incrementAndGet();
        }
    }

    private Uni<Boolean> findPlace() {
        return statement.settled().map(settled -> {
            listeners.forEach(ChangeListener::reset);
            recent.restart(settled);
            position = settled;
            return false;
        });
    }

    private Uni<Boolean> handOut(List<Change> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        listeners.forEach(listener -> tell(listener, changes));
        recent.add(changes);
        position = changes.getLast().position();
        waiters.wake(changes);
        return changes.size() < TailStatement.BATCH ? Uni.createFrom().item(false) : jumpIfFarBehind();
    }

    /** After a long pause of this node, what happened meanwhile is left to the database instead of being read through. */
    private Uni<Boolean> jumpIfFarBehind() {
        return statement.settled().chain(settled ->
                settled - position > TOO_FAR_BEHIND ? findPlace() : Uni.createFrom().item(true));
    }

    private record Wish(long reading, UniEmitter<? super Void> emitter) {
    }

    private static void tell(ChangeListener listener, List<Change> changes) {
        try {
            listener.changed(changes);
        } catch (RuntimeException failure) {
            LOG.errorf(failure, "%s failed on changes up to %d and is reset", listener.getClass().getSimpleName(),
                    changes.getLast().position());
            listener.reset();
        }
    }
}
