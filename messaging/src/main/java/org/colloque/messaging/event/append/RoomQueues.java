package org.colloque.messaging.event.append;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.protocol.id.RoomId;

/**
 * Puts the work of each room in a line: while one append of a room is under way, what comes in meanwhile waits and goes as one
 * batch. Rooms do not wait for each other.
 */
@Singleton
public class RoomQueues {

    private final BatchRunner runner;
    private final VertxInternal vertx;
    private final Map<RoomId, RoomQueue> active = new ConcurrentHashMap<>();

    RoomQueues(BatchRunner runner, Vertx vertx) {
        this.runner = runner;
        this.vertx = (VertxInternal) vertx;
    }

    /**
     * Applies the work to the room's head and stores what it adds; answers its result after the commit. Fails with
     * {@code M_NOT_FOUND} when the room is not known.
     */
    public <T> Uni<T> submit(RoomId room, RoomWork<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            var waiting = new WaitingWork<T>(work, emitter);
            active.compute(room, (id, queue) -> {
                RoomQueue line = queue == null ? new RoomQueue(id, runner, vertx.createEventLoopContext(), this::idle) : queue;
                line.add(waiting);
                return line;
            });
        });
    }

    private void idle(RoomId room) {
        active.computeIfPresent(room, (id, queue) -> queue.isIdle() ? null : queue);
    }
}
