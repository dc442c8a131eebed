package org.colloque.messaging.sync.sliding.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.sync.sliding.ConnectionId;
import org.colloque.messaging.sync.sliding.ConnectionStore;

/** {@link ConnectionStore} in SQL. */
@ApplicationScoped
class HibernateConnectionStore implements ConnectionStore {

    private static final int MOST_OF_A_DEVICE = 16;

    private static final String FIND = """
            select memory from sliding_connection where user_id = $1 and device_id = $2 and connection = $3 and state = $4""";

    private static final String KEEP = """
            with older as (
                delete from sliding_connection where user_id = $1 and device_id = $2 and connection = $3 and state <> $4 and state <> $5),
            forsaken as (
                delete from sliding_connection where user_id = $1 and device_id = $2 and connection <> $3 and connection in (
                    select c.connection from sliding_connection c where c.user_id = $1 and c.device_id = $2 and c.connection <> $3
                    group by c.connection order by max(c.state) desc offset %d)),
            present as (select d.user_id from device d where d.user_id = $1 and d.device_id = $2 for key share)
            insert into sliding_connection (user_id, device_id, connection, state, memory)
            select $1, $2, $3, $5, $6 from present
            on conflict (user_id, device_id, connection, state) do update set memory = excluded.memory""".formatted(MOST_OF_A_DEVICE - 1);

    private final Database database;

    HibernateConnectionStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Optional<byte[]>> find(ConnectionId connection, long state) {
        return database.first(FIND, connection.user().value(), connection.device().value(), connection.name(), state)
                .map(found -> found.map(row -> row.bytes(0)));
    }

    @Override
    public Uni<Void> keep(ConnectionId connection, long from, long state, byte[] memory) {
        return database.update(KEEP, connection.user().value(), connection.device().value(), connection.name(), from, state,
                memory).replaceWithVoid();
    }
}
