package org.colloque.messaging.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The way to PostgreSQL: short-lived stateless sessions, each used by one flow of operations at a time.
 *
 * <p>Sessions are never shared between calls: two calls of {@link #run} that go on side by side use two connections.
 * Inside one {@link Session} operations must follow each other. Calls may come from any thread; the answer arrives on an
 * event loop.
 */
@Singleton
public class Database {

    private final Mutiny.SessionFactory sessions;
    private final RoundTrips roundTrips;
    private final Vertx vertx;

    Database(Mutiny.SessionFactory sessions, RoundTrips roundTrips, Vertx vertx) {
        this.sessions = sessions;
        this.roundTrips = roundTrips;
        this.vertx = vertx;
    }

    /** Runs the work in a session of its own, each statement committed by itself. */
    public <T> Uni<T> run(Function<Session, Uni<T>> work) {
        return onEventLoop(() -> sessions.openStatelessSession()
                .chain(session -> Uni.createFrom().deferred(() -> work.apply(new Session(session, roundTrips)))
                        .eventually(session::close)));
    }

    /** Runs the work in one transaction: committed when it succeeds, rolled back when it fails. Two round trips more. */
    public <T> Uni<T> transaction(Function<Session, Uni<T>> work) {
        return onEventLoop(() -> sessions.openStatelessSession()
                .chain(session -> inTransaction(session, work).eventually(session::close)));
    }

    /** The rows of one native query; parameters are {@code $1, $2, …}. */
    public Uni<List<Row>> query(String sql, Object... parameters) {
        return run(session -> session.query(sql, parameters));
    }

    /** As {@link #query}, for what a node reads for itself and not for anybody's request: counted apart. */
    public Uni<List<Row>> queryAside(String sql, Object... parameters) {
        return onEventLoop(() -> sessions.openStatelessSession()
                .chain(session -> new Session(session, roundTrips.aside()).query(sql, parameters).eventually(session::close)));
    }

    /** As {@link #transaction}, for what a node does for itself and not for anybody's request: counted apart. */
    public <T> Uni<T> transactionAside(Function<Session, Uni<T>> work) {
        return onEventLoop(() -> sessions.openStatelessSession().chain(session ->
                session.withTransaction(transaction -> work.apply(new Session(session, roundTrips.aside()))).eventually(session::close)));
    }

    /** The first row of one native query, if any. */
    public Uni<Optional<Row>> first(String sql, Object... parameters) {
        return run(session -> session.first(sql, parameters));
    }

    /** Runs one native statement; answers the number of rows that it touched. */
    public Uni<Integer> update(String sql, Object... parameters) {
        return run(session -> session.update(sql, parameters));
    }

    private <T> Uni<T> inTransaction(Mutiny.StatelessSession session, Function<Session, Uni<T>> work) {
        roundTrips.add(2);
        return session.withTransaction(transaction -> work.apply(new Session(session, roundTrips)));
    }

    /** Hibernate Reactive's sessions live on one event loop: goes to one when the caller is elsewhere. */
    private <T> Uni<T> onEventLoop(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (Context.isOnEventLoopThread() && Vertx.currentContext() != null) {
                return work.get();
            }
            Context context = vertx.getOrCreateContext();
            return Uni.createFrom().emitter(emitter -> context.runOnContext(ignored ->
                    work.get().subscribe().with(emitter::complete, emitter::fail)));
        });
    }
}
