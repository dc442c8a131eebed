package org.colloque.messaging.event.partial;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.protocol.id.RoomId;
import org.jboss.logging.Logger;

/**
 * What this node has heard of rooms that are partial, and who waits here for them to be whole. What must not be decided by hearsay asks
 * {@link RoomHead#partial()}.
 */
@Singleton
public class PartialRooms implements ChangeListener {

    private static final Logger LOG = Logger.getLogger(PartialRooms.class);
    /** How long a client is let wait for what only the whole state can tell. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long SAFETY_NET_MILLISECONDS = 10_000;

    private final PartialRoomStore store;
    private final RoomHeads heads;
    private final Snapshots snapshots;
    private final Vertx vertx;
    private final Set<RoomId> partial = ConcurrentHashMap.newKeySet();
    private final Map<RoomId, Set<Waiter>> waiting = new ConcurrentHashMap<>();

    PartialRooms(PartialRoomStore store, RoomHeads heads, Snapshots snapshots, Vertx vertx) {
        this.store = store;
        this.heads = heads;
        this.snapshots = snapshots;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent event) {
        reset();
        vertx.setPeriodic(SAFETY_NET_MILLISECONDS, ignored -> {
            if (!partial.isEmpty() || !waiting.isEmpty()) {
                reset();
            }
        });
    }

    /** Whether the room's state is partial, as far as this node has heard. */
    public boolean contains(RoomId room) {
        return partial.contains(room);
    }

    /**
     * Emits when the room's state is whole, at once when it is so already; what was read of the room before is to be read again. Fails with
     * {@code M_CONNECTION_TIMEOUT} when that takes too long.
     */
    public Uni<Void> whole(RoomHead head) {
        return head.partial() ? whole(head.roomId()) : Uni.createFrom().voidItem();
    }

    /** The same for a room that was just found to be partial. */
    public Uni<Void> whole(RoomId room) {
        return wait(room).ifNoItem().after(PATIENCE).failWith(PartialRooms::tooLong);
    }

    private Uni<Void> wait(RoomId room) {
        Context context = vertx.getOrCreateContext();
        return Uni.createFrom().emitter(emitter -> {
            Waiter waiter = new Waiter(context, emitter);
            waiting.computeIfAbsent(room, first -> ConcurrentHashMap.newKeySet()).add(waiter);
            emitter.onTermination(() -> forget(room, waiter));
            // It may have become whole before anybody here waited for it.
            store.all().subscribe().with(open -> {
                if (!open.contains(room)) {
                    forget(room);
                    waiter.complete();
                }
            }, emitter::fail);
        });
    }

    private void forget(RoomId room, Waiter waiter) {
        waiting.computeIfPresent(room, (ignored, waiters) -> {
            waiters.remove(waiter);
            return waiters.isEmpty() ? null : waiters;
        });
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof PartialRoomChange(long position, RoomId room, boolean isPartial)) {
                if (isPartial) {
                    partial.add(room);
                } else {
                    partial.remove(room);
                    wake(room);
                }
            }
        }
    }

    /** What was heard before the question is held to the answer; what is heard meanwhile is newer than it. */
    @Override
    public void reset() {
        Set<RoomId> heard = new HashSet<>(partial);
        heard.addAll(waiting.keySet());
        store.all().subscribe().with(open -> {
            partial.addAll(open);
            heard.removeAll(open);
            heard.forEach(room -> {
                partial.remove(room);
                wake(room);
            });
        }, failure -> LOG.warnf("Which rooms are partial could not be read: %s", failure.getMessage()));
    }

    /** What this node keeps in memory of the room may be what it was. */
    private void forget(RoomId room) {
        snapshots.clear();
        heads.drop(room);
    }

    private void wake(RoomId room) {
        forget(room);
        Set<Waiter> waiters = waiting.remove(room);
        if (waiters != null) {
            waiters.forEach(Waiter::complete);
        }
    }

    private static MatrixException tooLong() {
        return new MatrixException(Errcode.M_CONNECTION_TIMEOUT,
                "This server has just entered the room and does not know all of it yet. Try again in a moment.");
    }

    private record Waiter(Context context, UniEmitter<? super Void> emitter) {

        void complete() {
            context.runOnContext(ignored -> emitter.complete(null));
        }
    }
}
