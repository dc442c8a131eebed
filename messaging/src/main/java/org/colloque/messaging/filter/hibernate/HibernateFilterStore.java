package org.colloque.messaging.filter.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.filter.FilterStore;
import org.colloque.protocol.id.UserId;

/** {@link FilterStore} by one table. */
@ApplicationScoped
class HibernateFilterStore implements FilterStore {

    private static final String ADD = """
            insert into sync_filter (user_id, digest, definition) values ($1, sha256($2), $2)
            on conflict (user_id, digest) do update set definition = excluded.definition returning id""";
    private static final String FIND = "select definition from sync_filter where user_id = $1 and id = $2";

    private final Database database;

    HibernateFilterStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Long> add(UserId user, byte[] definition) {
        return database.query(ADD, user.value(), definition).map(rows -> rows.getFirst().longAt(0));
    }

    @Override
    public Uni<Optional<byte[]>> find(UserId user, long number) {
        return database.first(FIND, user.value(), number).map(row -> row.map(found -> found.bytes(0)));
    }
}
