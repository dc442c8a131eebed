package org.colloque.messaging.accounts.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.stream.Collectors;
import org.colloque.messaging.accounts.ErasureStore;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.UserId;

/** {@link ErasureStore} by its table. */
@ApplicationScoped
class HibernateErasureStore implements ErasureStore {

    private static final String ADD = """
            with added as (
                insert into account_erasure (user_id, position) values ($1, next_positions(1)) on conflict do nothing returning 1)
            select pg_notify('colloque_stream', '') from added""";

    private final Database database;

    HibernateErasureStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Map<UserId, Long>> all() {
        return database.query("select user_id, position from account_erasure")
                .map(rows -> rows.stream().collect(Collectors.toMap(row -> new UserId(row.text(0)), row -> row.longAt(1))));
    }

    @Override
    public Uni<Void> add(UserId user) {
        return database.query(ADD, user.value()).replaceWithVoid();
    }
}
