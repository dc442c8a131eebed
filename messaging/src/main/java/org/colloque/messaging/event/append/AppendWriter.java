package org.colloque.messaging.event.append;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sends appends to the database: those of different rooms that wait at the same time go in one statement. One statement is
 * under way at a time, or two when many wait, because the log's lock lets one commit at a time; what waits meanwhile makes the next
 * batch larger.
 */
@Singleton
public class AppendWriter {

    private static final int LANES = 2;
    /** So many appends must wait before a second statement starts beside the first: fewer cost less together with what comes next. */
    private static final int WORTH_A_LANE = 32;
    private static final int MAX_EVENTS = 500;
    private static final String OPERATOR_INTERVENTION = "57";

    private final AppendStore store;
    private final Context context;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int underWay;

    AppendWriter(AppendStore store, Vertx vertx) {
        this.store = store;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    /**
     * Stores an append to one room; answers after the commit. When it fails, it is not known whether it was stored. Appends of
     * one room must follow each other.
     */
    public Uni<AppendOutcome> append(RoomAppend append) {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                waiting.add(new Waiting(append, emitter));
            }
            context.runOnContext(ignored -> pump());
        });
    }

    private void pump() {
        for (List<Waiting> batch = next(); !batch.isEmpty(); batch = next()) {
            write(batch);
        }
    }

    private synchronized List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        int events = 0;
        boolean free = underWay == 0 || underWay < LANES && waiting.size() >= WORTH_A_LANE;
        while (free && !waiting.isEmpty() && (batch.isEmpty() || events < MAX_EVENTS)) {
            Waiting first = waiting.removeFirst();
            events += first.append.events().size();
            batch.add(first);
        }
        if (!batch.isEmpty()) {
            underWay++;
        }
        return batch;
    }

    private void write(List<Waiting> batch) {
        store.append(batch.stream().map(Waiting::append).toList()).subscribe().with(
                outcomes -> {
                    done();
                    for (int i = 0; i < batch.size(); i++) {
                        batch.get(i).emitter.complete(outcomes.get(i));
                    }
                },
                failure -> failed(batch, failure));
    }

    /** A statement that PostgreSQL refused stored nothing: one bad append must not take the others along. */
    private void failed(List<Waiting> batch, Throwable failure) {
        done();
        if (batch.size() > 1 && refusal(failure)) {
            batch.forEach(one -> store.append(List.of(one.append)).subscribe().with(
                    outcomes -> one.emitter.complete(outcomes.getFirst()), one.emitter::fail));
        } else {
            batch.forEach(one -> one.emitter.fail(failure));
        }
    }

    private void done() {
        synchronized (this) {
            underWay--;
        }
        context.runOnContext(ignored -> pump());
    }

    private static boolean refusal(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof PgException refused && refused.getSqlState() != null) {
                return !refused.getSqlState().startsWith(OPERATOR_INTERVENTION);
            }
        }
        return false;
    }

    private record Waiting(RoomAppend append, UniEmitter<? super AppendOutcome> emitter) {
    }
}
