package org.colloque.messaging.event.append;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.List;
import org.colloque.messaging.event.EventRef;

/** Work that waits in a room's queue, with whoever waits for its result. */
final class WaitingWork<T> {

    private final RoomWork<T> work;
    private final UniEmitter<? super T> emitter;
    /** Where the result is to arrive: the requester's own event loop; null when it came from elsewhere. */
    private final Context caller = Vertx.currentContext();
    private T result;
    private Throwable failure;
    private WaitingWork<T> same;

    WaitingWork(RoomWork<T> work, UniEmitter<? super T> emitter) {
        this.work = work;
        this.emitter = emitter;
    }

    List<TransactionKey> transactions() {
        return work.transactions();
    }

    /** Applies the work to the draft; never fails, but remembers. */
    Uni<Void> apply(RoomDraft draft) {
        RoomDraft.Mark mark = draft.mark();
        result = null;
        failure = null;
        same = null;
        return Uni.createFrom().deferred(() -> work.apply(draft))
                .invoke(value -> result = value)
                .onFailure().invoke(refusal -> {
                    failure = refusal;
                    draft.backTo(mark);
                })
                .onFailure().recoverWithNull().replaceWithVoid();
    }

    /** Answers what that other work answers: it has the same transactions. */
    @SuppressWarnings("unchecked")
    void sameAs(WaitingWork<?> other) {
        same = (WaitingWork<T>) other;
        result = null;
        failure = null;
    }

    boolean failed() {
        return failure != null;
    }

    void deliver() {
        if (failure != null) {
            fail(failure);
        } else {
            T value = same == null ? result : same.result;
            emit(() -> emitter.complete(value));
        }
    }

    void repeat(List<EventRef> events) {
        emit(() -> emitter.complete(work.repeated(events)));
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
