package org.colloque.messaging.event.hibernate;

import java.util.stream.Stream;
import org.colloque.messaging.event.append.RoomAppend.Link;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/** What connects new events with others, column by column. */
final class LinkRows {

    private final Column<Long> missingRoom = Column.longs();
    private final Column<String> missing = Column.texts();
    private final Column<Long> child = Column.longs();
    private final Column<Long> arrivedRoom = Column.longs();
    private final Column<String> arrived = Column.texts();
    private final Column<Long> redactsRoom = Column.longs();
    private final Column<String> redacts = Column.texts();
    private final Column<Long> redactsBy = Column.longs();
    private final Column<Long> redactedRoom = Column.longs();
    private final Column<Long> redacted = Column.longs();
    private final Column<Long> redactedBy = Column.longs();
    private final Column<byte[]> redactedForm = Column.bytes();
    private final Column<Long> strippedRoom = Column.longs();
    private final Column<Long> strippedFor = Column.longs();
    private final Column<byte[]> stripped = Column.bytes();
    private final Column<Long> resolvedRoom = Column.longs();
    private final Column<Integer> resolvedOrdinal = Column.ints();
    private final Column<Long> resolvedSlot = Column.longs();
    private final Column<Long> resolvedEvent = Column.longs();
    private final Column<String> resolvedBefore = Column.texts();
    private final Column<String> resolvedNow = Column.texts();
    private boolean empty = true;

    void add(long room, Link link) {
        empty = false;
        switch (link) {
            case Link.Missing(EventId event, long of) -> {
                missingRoom.add(room);
                missing.add(event.value());
                child.add(of);
            }
            case Link.Arrived(EventId event) -> {
                arrivedRoom.add(room);
                arrived.add(event.value());
            }
            case Link.Redacts(EventId target, long redaction) -> {
                redactsRoom.add(room);
                redacts.add(target.value());
                redactsBy.add(redaction);
            }
            case Link.Redacted(long target, long redaction, Pdu form) -> {
                redactedRoom.add(room);
                redacted.add(target);
                redactedBy.add(redaction);
                redactedForm.add(form.canonical());
            }
            case Link.Stripped(long member, byte[] state) -> {
                strippedRoom.add(room);
                strippedFor.add(member);
                stripped.add(state);
            }
            case Link.Resolved resolved -> addResolved(room, resolved);
            case Link.Entered entered -> throw new IllegalArgumentException("rows of their own");
            case Link.Whole whole -> throw new IllegalArgumentException("rows of their own");
        }
    }

    private void addResolved(long room, Link.Resolved resolved) {
        resolvedRoom.add(room);
        resolvedOrdinal.add(resolved.ordinal());
        resolvedSlot.add(resolved.slot());
        resolvedEvent.add(resolved.event());
        resolvedBefore.add(resolved.before());
        resolvedNow.add(resolved.now());
    }

    boolean isEmpty() {
        return empty;
    }

    Stream<Column<?>> columns() {
        return Stream.of(missingRoom, missing, child, arrivedRoom, arrived, redactsRoom, redacts, redactsBy,
                redactedRoom, redacted, redactedBy, redactedForm, strippedRoom, strippedFor, stripped,
                resolvedRoom, resolvedOrdinal, resolvedSlot, resolvedEvent, resolvedBefore, resolvedNow);
    }
}
