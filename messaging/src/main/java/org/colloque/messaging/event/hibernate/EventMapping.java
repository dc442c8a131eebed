package org.colloque.messaging.event.hibernate;

import java.util.OptionalLong;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** How rows become events. */
final class EventMapping {

    /** What {@link #event} reads, from event e and room r. */
    static final String COLUMNS = """
            e.id, e.event_id, e.position, e.status, e.snapshot, r.version,
            (select x.event_id from event x where x.id = e.redacted_by), e.json""";
    /** How many columns these are. */
    static final int COUNT = 8;
    private static final EventStatus[] STATUSES = EventStatus.values();

    private EventMapping() {
    }

    static StoredEvent event(Row row) {
        Pdu pdu = Pdu.stored(version(row.text(5)), new EventId(row.text(1)), row.bytes(7));
        return new StoredEvent(row.longAt(0), pdu, optional(row, 2), status(row.intAt(3)), optional(row, 4),
                row.optionalText(6).map(EventId::new));
    }

    static EventStatus status(int stored) {
        return STATUSES[stored];
    }

    static RoomVersion version(String id) {
        return RoomVersions.find(id).orElseThrow(() -> new IllegalStateException("Room version " + id + " is not known"));
    }

    private static OptionalLong optional(Row row, int column) {
        return row.isNull(column) ? OptionalLong.empty() : OptionalLong.of(row.longAt(column));
    }
}
