package org.colloque.messaging.event.append;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.colloque.protocol.id.RoomId;

/** The line of one room; its batches run one after the other on one event loop. */
final class RoomQueue {

    private static final int MAX_BATCH = 100;

    private final RoomId room;
    private final BatchRunner runner;
    private final Context context;
    private final Consumer<RoomId> idle;
    private final Deque<WaitingWork<?>> waiting = new ArrayDeque<>();
    private boolean running;

    RoomQueue(RoomId room, BatchRunner runner, Context context, Consumer<RoomId> idle) {
        this.room = room;
        this.runner = runner;
        this.context = context;
        this.idle = idle;
    }

    synchronized void add(WaitingWork<?> work) {
        waiting.add(work);
        if (!running) {
            running = true;
            context.runOnContext(ignored -> next());
        }
    }

    synchronized boolean isIdle() {
        return !running && waiting.isEmpty();
    }

    private void next() {
        long pause = runner.pause(room);
        if (pause > 0) {
            context.owner().setTimer(pause, ignored -> runBatch());
        } else {
            runBatch();
        }
    }

    private void runBatch() {
        List<WaitingWork<?>> batch = batch();
        if (batch.isEmpty()) {
            idle.accept(room);
            return;
        }
        runner.run(room, batch).subscribe().with(
                ignored -> context.runOnContext(again -> next()),
                failure -> {
                    batch.forEach(work -> work.fail(failure));
                    context.runOnContext(again -> next());
                });
    }

    private synchronized List<WaitingWork<?>> batch() {
        List<WaitingWork<?>> batch = new ArrayList<>();
        while (!waiting.isEmpty() && batch.size() < MAX_BATCH) {
            batch.add(waiting.removeFirst());
        }
        running = !batch.isEmpty();
        return batch;
    }
}
