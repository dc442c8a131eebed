package org.colloque.messaging.receipt.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.receipt.Receipt;
import org.colloque.messaging.receipt.ReceiptStore;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** {@link ReceiptStore} by one table. */
@ApplicationScoped
class HibernateReceiptStore implements ReceiptStore {

    private static final String MOVE = """
            with given as (
                select g.*, e.position as event_position, exists (
                    select from membership m join user_name u on u.id = m.member
                    where m.room = r.id and u.user_id = g.user_id and m.membership = 'join') as joined
                from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[])
                    as g(i, room_id, user_id, type, thread_id, event_id, ts)
                left join room r on r.room_id = g.room_id
                left join event e on e.event_id = g.event_id and e.room = r.id),
            forward as (
                select distinct on (g.room_id, g.user_id, g.type, g.thread_id) g.* from given g
                left join receipt old using (room_id, user_id, type, thread_id)
                where g.joined and g.event_id is distinct from old.event_id
                    and (old.event_position is null or g.event_position is null or g.event_position > old.event_position)
                order by g.room_id, g.user_id, g.type, g.thread_id, g.event_position desc nulls last),
            place as (select next_positions(count(*)::int) as first from forward having count(*) > 0),
            put as (
                insert into receipt (room_id, user_id, type, thread_id, event_id, ts, event_position, position)
                select f.room_id, f.user_id, f.type, f.thread_id, f.event_id, f.ts, f.event_position,
                    p.first + row_number() over (order by f.i) - 1
                from forward f, place p
                on conflict (room_id, user_id, type, thread_id) do update set event_id = excluded.event_id, ts = excluded.ts,
                    event_position = excluded.event_position, position = excluded.position
                returning room_id, user_id, thread_id, event_position),
            ended as (
                update unread_count c set
                    notifications = case when p.reached >= c.counted_to then 0 else least(c.notifications, p.later) end,
                    highlights = case when p.reached >= c.counted_to then 0 else least(c.highlights, p.later) end
                from (
                    select n.*, (select count(*)::int from (
                        select 1 from event e join room r on r.id = e.room join slot s on s.id = e.slot
                        where r.room_id = n.room_id and e.position > n.reached and e.status = 0 and s.state_key is null limit 100) l) as later
                    from (select room_id, user_id, thread_id, max(event_position) as reached from put
                        where event_position is not null group by room_id, user_id, thread_id) n) p
                where c.room_id = p.room_id and c.user_id = p.user_id and (p.thread_id = '' or p.thread_id = c.thread_id)
                    and c.notifications > 0
                returning 1),
            told as (select pg_notify('colloque_stream', '') from place)
            select g.joined, exists (select from forward f where f.i = g.i), (select count(*) from told) from given g order by g.i""";
    private static final String OF_ROOMS = """
            select room_id, user_id, type, thread_id, event_id, ts from receipt where room_id = any($1) and position > $2 and position <= $3""";

    private final Database database;

    HibernateReceiptStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<Outcome>> move(List<Receipt> receipts) {
        if (receipts.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        int[] indexes = new int[receipts.size()];
        for (int i = 0; i < indexes.length; i++) {
            indexes[i] = i;
        }
        return database.query(MOVE, indexes, texts(receipts, receipt -> receipt.room().value()),
                texts(receipts, receipt -> receipt.user().value()), texts(receipts, Receipt::type), texts(receipts, Receipt::thread),
                texts(receipts, Receipt::eventId), receipts.stream().mapToLong(Receipt::ts).toArray())
                .map(rows -> rows.stream().map(HibernateReceiptStore::outcome).toList());
    }

    @Override
    public Uni<List<Receipt>> ofRooms(Collection<RoomId> rooms, long after, long upTo) {
        return database.query(OF_ROOMS, rooms.stream().map(RoomId::value).toArray(String[]::new), after, upTo).map(rows -> {
            List<Receipt> receipts = new ArrayList<>(rows.size());
            rows.forEach(row -> receipts.add(receipt(row)));
            return receipts;
        });
    }

    private static Outcome outcome(Row row) {
        if (!row.booleanAt(0)) {
            return Outcome.NOT_JOINED;
        }
        return row.booleanAt(1) ? Outcome.MOVED : Outcome.BEHIND;
    }

    private static Receipt receipt(Row row) {
        return new Receipt(RoomId.parse(row.text(0)), UserId.parse(row.text(1)), row.text(2), row.text(3), row.text(4), row.longAt(5));
    }

    private static String[] texts(List<Receipt> receipts, Function<Receipt, String> part) {
        return receipts.stream().map(part).toArray(String[]::new);
    }
}
