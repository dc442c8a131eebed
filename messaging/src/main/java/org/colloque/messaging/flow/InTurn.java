package org.colloque.messaging.flow;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Steps that follow each other, however many there are: a chain of thousands of links would exhaust the stack. */
public final class InTurn {

    private static final Uni<Void> DONE = Uni.createFrom().voidItem();

    private InTurn() {
    }

    /** What a step answers that had nothing to wait for: {@link #each} goes on without subscribing to anything. */
    public static Uni<Void> done() {
        return DONE;
    }

    /** Does the step for each item, once the one before has completed. Stops at the first failure, and fails with it. */
    public static <T> Uni<Void> each(Iterable<T> items, Function<? super T, Uni<Void>> step) {
        return Uni.createFrom().emitter(emitter -> {
            Walk<T> walk = new Walk<>(items.iterator(), step, emitter);
            emitter.onTermination(walk::stop);
            walk.next();
        });
    }

    /** Goes on in a loop while steps complete at once, so that the stack does not grow. */
    private static final class Walk<T> {

        private final Iterator<T> items;
        private final Function<? super T, Uni<Void>> step;
        private final UniEmitter<? super Void> emitter;
        private final AtomicInteger completed = new AtomicInteger();
        private volatile boolean stopped;

        Walk(Iterator<T> items, Function<? super T, Uni<Void>> step, UniEmitter<? super Void> emitter) {
            this.items = items;
            this.step = step;
            this.emitter = emitter;
        }

        void stop() {
            stopped = true;
        }

        void next() {
            if (completed.getAndIncrement() > 0) {
                return;
            }
            do {
                take();
            } while (completed.decrementAndGet() > 0);
        }

        private void go(Uni<Void> step) {
            if (step == DONE) {
                next();
            } else {
                step.subscribe().with(done -> next(), emitter::fail);
            }
        }

        private void take() {
            if (stopped) {
                return;
            }
            try {
                if (items.hasNext()) {
                    go(step.apply(items.next()));
                } else {
                    emitter.complete(null);
                }
            } catch (RuntimeException failure) {
                emitter.fail(failure);
            }
        }
    }
}
