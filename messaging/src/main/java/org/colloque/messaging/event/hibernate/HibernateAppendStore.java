package org.colloque.messaging.event.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.AppendOutcome;
import org.colloque.messaging.event.append.AppendStore;
import org.colloque.messaging.event.append.RoomAppend;
import org.colloque.messaging.event.append.TransactionKey;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.UserId;

/** {@link AppendStore} by {@link AppendSql}. */
@Singleton
class HibernateAppendStore implements AppendStore {

    private static final String TRANSACTIONS = """
            select u.user_id, c.device_id, c.transaction_id, e.id, e.event_id
            from unnest($2::text[], $3::text[], $4::text[]) t(user_id, device_id, transaction_id)
            join user_name u on u.user_id = t.user_id
            join client_transaction c on c.room = $1 and c.sender = u.id and c.device_id = t.device_id
                and c.transaction_id = t.transaction_id
            join event e on e.id = c.event""";
    private static final String BACKFILL = """
            select case when a.position - $3::int > a.free_above then a.position - n.i else nextval('backfill_position') end
            from generate_series(1, $3::int) n(i), (
                select c.position, (select coalesce(max(o.position), 0) from event o where o.position > 0 and o.position < c.position)
                    as free_above
                from (select min(e.position) as position from backward_extremity b join event e on e.id = b.child
                    where b.room = $1 and b.event_id = any($2)) c) a
            order by n.i""";

    private final Database database;

    HibernateAppendStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<AppendOutcome>> append(List<RoomAppend> appends) {
        AppendRows rows = new AppendRows(appends);
        return database.query(rows.sql(), rows.parameters())
                .map(answer -> outcomes(appends, answer));
    }

    @Override
    public Uni<Map<TransactionKey, EventRef>> transactions(long room, Set<TransactionKey> transactions) {
        return database.query(TRANSACTIONS, room, texts(transactions, key -> key.sender().value()),
                        texts(transactions, key -> key.device().value()), texts(transactions, TransactionKey::transactionId))
                .map(rows -> {
                    Map<TransactionKey, EventRef> found = new HashMap<>();
                    rows.forEach(row -> found.put(
                            new TransactionKey(new UserId(row.text(0)), new DeviceId(row.text(1)), row.text(2)),
                            new EventRef(row.longAt(3), new EventId(row.text(4)))));
                    return found;
                });
    }

    @Override
    public Uni<long[]> backfillPositions(long room, Collection<EventId> events) {
        String[] ids = events.stream().map(EventId::value).toArray(String[]::new);
        return database.query(BACKFILL, room, ids, ids.length).map(rows -> rows.stream().mapToLong(row -> row.longAt(0)).toArray());
    }

    private static List<AppendOutcome> outcomes(List<RoomAppend> appends, List<Row> answer) {
        Map<Long, AppendOutcome> byRoom = HashMap.newHashMap(answer.size());
        for (Row row : answer) {
            AppendOutcome outcome = row.booleanAt(1) ? new AppendOutcome.Moved(row.longAt(2))
                    : row.booleanAt(3) ? new AppendOutcome.TransactionSeen() : new AppendOutcome.Conflict();
            byRoom.put(row.longAt(0), outcome);
        }
        return appends.stream().map(append -> byRoom.get(append.room())).toList();
    }

    private static String[] texts(Collection<TransactionKey> keys, Function<TransactionKey, String> text) {
        return keys.stream().map(text).toArray(String[]::new);
    }
}
