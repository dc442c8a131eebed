package org.colloque.bridge.appservice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;

/** How far each application service has heard, what is on its way to it, and which node speaks to it. */
@ApplicationScoped
class QueueStore {

    /** How long a node may speak to a service without renewing its claim. */
    static final long LEASE_MILLISECONDS = 10_000;

    private static final String ENSURE = """
            insert into application_service (id, cursor, epoch)
            select id, $2, $3 from unnest($1::text[]) id on conflict do nothing""";

    private static final String CLAIM = """
            update application_service set owner = $1, lease_until = now() + interval '10 seconds'
            where id = any($2) and (owner = $1 or owner is null or lease_until < now())
            returning id, cursor, namespaces, epoch, transaction, upto,
                coalesce((extract(epoch from retry_at) * 1000)::bigint, 0), retry_interval_ms""";

    private static final String KEEP = """
            with kept as (
                update application_service set transaction = $3, body = $4, upto = $5, messages = $6,
                    cursor = case when $4::bytea is null then $5 else cursor end
                where id = $1 and owner = $2 and body is null and transaction <= $3 returning id),
            gone as (delete from application_service_member m using kept, unnest($9::text[], $10::text[]) g(room_id, member)
                where m.service = kept.id and m.room_id = g.room_id collate "C" and m.member = g.member collate "C"),
            come as (insert into application_service_member
                select kept.id, c.room_id, c.member from kept, unnest($7::text[], $8::text[]) c(room_id, member) on conflict do nothing)
            select id from kept""";

    private static final String TAKEN = """
            with taken as (
                update application_service s set cursor = s.upto, body = null, upto = null, messages = '{}', retry_at = null,
                    retry_interval_ms = 0
                from application_service before
                where s.id = $1 and before.id = s.id and s.owner = $2 and s.transaction = $3 and s.body is not null
                returning before.messages)
            delete from to_device_message where position in (select unnest(messages) from taken)""";

    private static final String FAILED = """
            update application_service set retry_at = to_timestamp($3::bigint / 1000.0), retry_interval_ms = $4
            where id = $1 and owner = $2""";

    private final Database database;

    QueueStore(Database database) {
        this.database = database;
    }

    /** Makes the services known that are not, from a place of the log on. */
    Uni<Void> ensure(Collection<String> services, long cursor, String epoch) {
        return database.queryAside(ENSURE, services.toArray(String[]::new), cursor, epoch).replaceWithVoid();
    }

    /** Claims those services that no other node speaks to, and renews the claims of this one. */
    Uni<List<Claimed>> claim(String node, Collection<String> services) {
        return database.queryAside(CLAIM, node, services.toArray(String[]::new)).map(rows -> rows.stream().map(QueueStore::claimed).toList());
    }

    /** The transaction that is under way. */
    Uni<Optional<byte[]>> underWay(String service) {
        return database.queryAside("select body from application_service where id = $1 and body is not null", service)
                .map(rows -> rows.stream().findFirst().map(row -> row.bytes(0)));
    }

    /** Lets other nodes take over at once. */
    Uni<Void> release(String node) {
        return database.update("update application_service set owner = null where owner = $1", node).replaceWithVoid();
    }

    /**
     * Keeps a transaction before it is sent for the first time, with the members as they are after it; without a body, moves the cursor
     * there. False when another node speaks to the service meanwhile: then nothing is changed.
     */
    Uni<Boolean> keep(String service, String node, Prepared prepared) {
        return database.queryAside(KEEP, service, node, prepared.number(), prepared.body().orElse(null), prepared.upTo(),
                prepared.messages().stream().mapToLong(Long::longValue).toArray(),
                prepared.come().stream().map(Stay::room).toArray(String[]::new), prepared.come().stream().map(Stay::member).toArray(String[]::new),
                prepared.gone().stream().map(Stay::room).toArray(String[]::new), prepared.gone().stream().map(Stay::member).toArray(String[]::new))
                .map(rows -> !rows.isEmpty());
    }

    /** The transaction was taken. */
    Uni<Void> taken(String service, String node, long number) {
        return database.queryAside(TAKEN, service, node, number).replaceWithVoid();
    }

    /** Notes a failure, so that it is remembered over a restart. */
    Uni<Void> failed(String service, String node, long retryAt, long interval) {
        return database.queryAside(FAILED, service, node, retryAt, interval).replaceWithVoid();
    }

    /** Moves the cursor of a service for which nothing happened. */
    Uni<Void> moveIdle(String service, String node, long cursor) {
        return database.queryAside("update application_service set cursor = $3 where id = $1 and owner = $2 and body is null and cursor < $3",
                service, node, cursor).replaceWithVoid();
    }

    private static Claimed claimed(Row row) {
        return new Claimed(row.text(0), row.longAt(1), row.text(2), row.text(3), row.longAt(4),
                row.optionalLong(5).orElse(0L), row.longAt(6), row.longAt(7));
    }

    /**
     * A service as the database holds it.
     *
     * @param upTo     where the cursor goes when it was taken
     * @param retryAt  not to be tried before this time (milliseconds since the epoch); 0 after a success
     * @param interval the last wait in milliseconds
     */
    record Claimed(String id, long cursor, String namespaces, String epoch, long transaction, long upTo, long retryAt, long interval) {
    }

    /** A user of a service's namespaces who is joined to a room. */
    record Stay(String room, String member) {
    }

    /**
     * What comes next for a service.
     *
     * @param body     the transaction; empty: nothing of it is for the service
     * @param upTo     where the cursor goes with it
     * @param messages the positions of the messages to devices in it
     * @param come     who joined a room in it
     * @param gone     who left one
     */
    record Prepared(long number, Optional<byte[]> body, long upTo, List<Long> messages, List<Stay> come, List<Stay> gone) {

        boolean isNothing() {
            return body.isEmpty() && come.isEmpty() && gone.isEmpty();
        }
    }
}
