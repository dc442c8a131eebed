package org.colloque.messaging.flow;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/**
 * Answers questions together that are asked side by side: one batch is under way at a time, and what is asked meanwhile goes in the next. Who
 * asks alone does not wait. A batch that fails is asked again one by one, so that nobody's question costs others their answer.
 */
public final class Together<Q, A> {

    private final int most;
    private final Function<List<Q>, Uni<List<A>>> answering;
    private final Deque<Asked<Q, A>> waiting = new ArrayDeque<>();
    private boolean underWay;

    /**
     * @param most      how many questions a batch may hold
     * @param answering the answers to a batch, in its order
     */
    public Together(int most, Function<List<Q>, Uni<List<A>>> answering) {
        this.most = most;
        this.answering = answering;
    }

    /** The answer; on the event loop of who asks, when it has one. */
    public Uni<A> ask(Q question) {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                waiting.add(new Asked<>(question, emitter, Vertx.currentContext()));
            }
            next();
        });
    }

    private void next() {
        List<Asked<Q, A>> batch = new ArrayList<>();
        synchronized (this) {
            while (!underWay && batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.removeFirst());
            }
            underWay |= !batch.isEmpty();
        }
        if (!batch.isEmpty()) {
            answer(batch).subscribe().with(answers -> {
                done();
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).complete(answers.get(i));
                }
            }, failure -> {
                done();
                failed(batch, failure);
            });
        }
    }

    private Uni<List<A>> answer(List<Asked<Q, A>> batch) {
        return Uni.createFrom().deferred(() -> answering.apply(batch.stream().map(Asked::question).toList()));
    }

    private void done() {
        synchronized (this) {
            underWay = false;
        }
        next();
    }

    private void failed(List<Asked<Q, A>> batch, Throwable failure) {
        if (batch.size() == 1) {
            batch.getFirst().fail(failure);
        } else {
            batch.forEach(asked -> answer(List.of(asked)).subscribe().with(answers -> asked.complete(answers.getFirst()), asked::fail));
        }
    }

    private record Asked<Q, A>(Q question, UniEmitter<? super A> emitter, Context caller) {

        void complete(A answer) {
            emit(() -> emitter.complete(answer));
        }

        void fail(Throwable why) {
            emit(() -> emitter.fail(why));
        }

        private void emit(Runnable emission) {
            if (caller == null || caller == Vertx.currentContext()) {
                emission.run();
            } else {
                caller.runOnContext(ignored -> emission.run());
            }
        }
    }
}
