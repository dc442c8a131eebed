package org.colloque.messaging.event.hibernate;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.EventCache;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.TailRow;
import org.colloque.messaging.stream.TailedStream;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/** Tells of events that took their place in the log: {@link RoomEventChange}. */
@Singleton
public class EventTail implements TailedStream {

    private static final String SQL = """
            select e.position, e.room as n1, e.id as n2,
                e.status + case when exists (select from backward_extremity b where b.child = e.id) then 16::bigint else 0 end as n3, e.snapshot as n4,
                r.room_id as t1, e.event_id as t2, r.version as t3,
                (select x.event_id from event x where x.id = e.redacted_by) as t4,
                (select x.device_id || ' ' || x.transaction_id from client_transaction x where x.event = e.id limit 1) as t5, e.json as bytes
            from event e join room r on r.id = e.room where e.position > $1 and e.position > 0""";
    /** What the column of the status is higher by when something is missing before the event. */
    private static final int AFTER_GAP = 16;

    private final EventCache cache;

    EventTail(EventCache cache) {
        this.cache = cache;
    }

    @Override
    public String sql() {
        return SQL;
    }

    /** The node that wrote the event has it in memory already, parsed. */
    @Override
    public Change decode(TailRow row) {
        StoredEvent event = cache.get(row.n2()).filter(known -> known.position().equals(OptionalLong.of(row.position())))
                .orElseGet(() -> read(row));
        return new RoomEventChange(row.position(), row.n1(), new RoomId(row.t1()), event, transaction(row.t5()),
                row.n3() >= AFTER_GAP);
    }

    /** Device ids hold no space. */
    private static Optional<ClientTransaction> transaction(String text) {
        if (text == null) {
            return Optional.empty();
        }
        int space = text.indexOf(' ');
        return Optional.of(new ClientTransaction(DeviceId.parse(text.substring(0, space)), text.substring(space + 1)));
    }

    private static StoredEvent read(TailRow row) {
        Pdu pdu = Pdu.stored(EventMapping.version(row.t3()), new EventId(row.t2()), row.bytes());
        OptionalLong snapshot = row.n4() == null ? OptionalLong.empty() : OptionalLong.of(row.n4());
        return new StoredEvent(row.n2(), pdu, OptionalLong.of(row.position()), EventMapping.status(row.n3().intValue() % AFTER_GAP), snapshot,
                Optional.ofNullable(row.t4()).map(EventId::new));
    }
}
