package org.colloque.messaging.event.hibernate;

import java.util.stream.Stream;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.NewEvent.Place;

/** New events, column by column. */
final class EventRows {

    private final Column<Long> room = Column.longs();
    private final Column<Long> id = Column.longs();
    private final Column<String> eventId = Column.texts();
    private final Column<Integer> ordinal = Column.ints();
    private final Column<Long> position = Column.longs();
    private final Column<Long> slot = Column.longs();
    private final Column<Long> sender = Column.longs();
    private final Column<Long> depth = Column.longs();
    private final Column<Long> originServerTs = Column.longs();
    private final Column<Integer> status = Column.ints();
    private final Column<Long> snapshot = Column.longs();
    private final Column<String> auth = Column.texts();
    private final Column<String> prev = Column.texts();
    private final Column<Long> redactedBy = Column.longs();
    private final Column<byte[]> json = Column.bytes();

    void add(long roomNumber, NewEvent event) {
        room.add(roomNumber);
        id.add(event.number());
        eventId.add(event.pdu().eventId().value());
        ordinal.add(event.place() instanceof Place.Live(int place) ? place : null);
        position.add(event.place() instanceof Place.Backfilled(long taken) ? taken : null);
        slot.add(event.slot());
        sender.add(event.sender());
        depth.add(event.pdu().depth());
        originServerTs.add(event.pdu().originServerTs());
        status.add(event.status().ordinal());
        snapshot.add(event.snapshot().isPresent() ? event.snapshot().getAsLong() : null);
        auth.add(Column.literal(event.auth()));
        prev.add(Column.literal(event.prev()));
        redactedBy.add(event.redactedBy().map(EventRef::number).orElse(null));
        json.add(event.pdu().canonical());
    }

    Stream<Column<?>> columns() {
        return Stream.of(room, id, eventId, ordinal, position, slot, sender, depth, originServerTs, status, snapshot, auth, prev, json,
                redactedBy);
    }
}
