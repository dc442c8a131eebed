package org.colloque.bridge.federation.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.protocol.id.ServerName;

/** The destinations and who of the nodes sends to them. */
@ApplicationScoped
class DestinationStore {

    /** How long a node may send to a destination without renewing its claim. */
    static final long LEASE_MILLISECONDS = 10_000;

    private static final String CLAIM = """
            update federation_destination set owner = $1, lease_until = now() + interval '10 seconds'
            where owner = $1 or owner is null or lease_until < now()
            returning server, cursor, coalesce((extract(epoch from retry_at) * 1000)::bigint, 0), retry_interval_ms""";

    private static final String FAILED = """
            update federation_destination set retry_at = to_timestamp($2::bigint / 1000.0), retry_interval_ms = $3
            where server = $1""";

    private static final String MOVE_IDLE = """
            update federation_destination destination set cursor = moved.cursor
            from unnest($1::text[], $2::bigint[]) moved(server, cursor)
            where destination.server = moved.server collate "C" and destination.cursor < moved.cursor""";

    private final Database database;

    DestinationStore(Database database) {
        this.database = database;
    }

    /** Claims the destinations that no other node sends to, and renews the claims of this one. */
    Uni<List<Destination>> claim(String node) {
        return database.queryAside(CLAIM, node).map(rows -> rows.stream().map(DestinationStore::destination).toList());
    }

    /** Lets other nodes take over at once. */
    Uni<Void> release(String node) {
        return database.update("update federation_destination set owner = null where owner = $1", node).replaceWithVoid();
    }

    /** Makes sure that there is such a destination. */
    Uni<Void> ensure(ServerName server, long cursor) {
        return database.update("insert into federation_destination (server, cursor) values ($1, $2) on conflict do nothing",
                server.value(), cursor).replaceWithVoid();
    }

    /** Notes a failure, so that it is remembered over a restart. */
    Uni<Void> failed(ServerName server, long retryAt, long interval) {
        return database.update(FAILED, server.value(), retryAt, interval).replaceWithVoid();
    }

    /** Moves the cursors of destinations for which nothing happened. */
    Uni<Void> moveIdle(Map<ServerName, Long> cursors) {
        return database.queryAside(MOVE_IDLE, cursors.keySet().stream().map(ServerName::value).toArray(String[]::new),
                cursors.values().stream().mapToLong(Long::longValue).toArray()).replaceWithVoid();
    }

    private static Destination destination(Row row) {
        return new Destination(new ServerName(row.text(0)), row.longAt(1), row.longAt(2), row.longAt(3));
    }

    /**
     * A destination as the database holds it.
     *
     * @param retryAt  not to be tried before this time (milliseconds since the epoch); 0 after a success
     * @param interval the last wait in milliseconds
     */
    record Destination(ServerName server, long cursor, long retryAt, long interval) {
    }
}
