package org.colloque.messaging.database;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.hibernate.reactive.mutiny.impl.MutinyStatelessSessionImpl;
import org.hibernate.reactive.pool.ReactiveConnection;

/**
 * One stateless session. Entities for accounts, devices and settings; native SQL for what is hot. Operations of one
 * session must follow each other, never run side by side.
 */
public final class Session {

    private final Mutiny.StatelessSession session;
    private final RoundTrips roundTrips;

    Session(Mutiny.StatelessSession session, RoundTrips roundTrips) {
        this.session = session;
        this.roundTrips = roundTrips;
    }

    /** The rows of a native query; parameters are {@code $1, $2, …}; Java arrays become PostgreSQL arrays. */
    public Uni<List<Row>> query(String sql, Object... parameters) {
        roundTrips.add(1);
        return Uni.createFrom().completionStage(() -> connection().select(sql, Parameters.encode(parameters)))
                .map(Session::rows);
    }

    /** The first row of a native query, if any. */
    public Uni<Optional<Row>> first(String sql, Object... parameters) {
        return query(sql, parameters).map(rows -> rows.stream().findFirst());
    }

    /** Runs a native statement; answers the number of rows that it touched. */
    public Uni<Integer> update(String sql, Object... parameters) {
        roundTrips.add(1);
        return Uni.createFrom().completionStage(() -> connection().update(sql, Parameters.encode(parameters)));
    }

    /** The entity with this key, if there is one. */
    public <T> Uni<Optional<T>> find(Class<T> entity, Object id) {
        roundTrips.add(1);
        return session.get(entity, id).map(Optional::ofNullable);
    }

    /** The entities that an HQL query selects, with its named parameters. */
    public <T> Uni<List<T>> list(Class<T> entity, String hql, Map<String, Object> parameters) {
        roundTrips.add(1);
        var query = session.createSelectionQuery(hql, entity);
        parameters.forEach(query::setParameter);
        return query.getResultList();
    }

    /** Runs an HQL update or delete with its named parameters; answers the number of rows that it touched. */
    public Uni<Integer> mutate(String hql, Map<String, Object> parameters) {
        roundTrips.add(1);
        var query = session.createMutationQuery(hql);
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    public Uni<Void> insert(Object entity) {
        roundTrips.add(1);
        return session.insert(entity);
    }

    public Uni<Void> upsert(Object entity) {
        roundTrips.add(1);
        return session.upsert(entity);
    }

    public Uni<Void> delete(Object entity) {
        roundTrips.add(1);
        return session.delete(entity);
    }

    private ReactiveConnection connection() {
        return ((MutinyStatelessSessionImpl) session).getReactiveConnection();
    }

    private static List<Row> rows(ReactiveConnection.Result result) {
        List<Row> rows = new ArrayList<>(Math.max(result.size(), 0));
        result.forEachRemaining(values -> rows.add(new Row(values)));
        return rows;
    }
}
