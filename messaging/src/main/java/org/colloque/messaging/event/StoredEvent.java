package org.colloque.messaging.event;

import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/**
 * An event as the database holds it.
 *
 * @param number     its number inside this server
 * @param pdu        the event (its redacted form once a redaction took effect)
 * @param position   its place in the log: above 0 live or backfilled into a gap, below 0 backfilled otherwise, empty when not part of it. An outlier with a position is a
 *                   membership that came from outside of the room; it is not part of the timeline
 * @param status     what became of it
 * @param snapshot   the number of the state before it; empty for outliers
 * @param redactedBy the redaction that took effect on it
 * @param erased     whether this is a copy in redacted form, for a reader who is not to see what its sender wrote
 */
public record StoredEvent(long number, Pdu pdu, OptionalLong position, EventStatus status, OptionalLong snapshot,
        Optional<EventId> redactedBy, boolean erased) {

    public StoredEvent(long number, Pdu pdu, OptionalLong position, EventStatus status, OptionalLong snapshot, Optional<EventId> redactedBy) {
        this(number, pdu, position, status, snapshot, redactedBy, false);
    }

    /** The event as those get it who are not to see what its sender wrote. */
    public StoredEvent erasedCopy() {
        return new StoredEvent(number, pdu.redacted(), position, status, snapshot, redactedBy, true);
    }

    public EventRef ref() {
        return new EventRef(number, pdu.eventId());
    }

    /** Whether it is part of the state after it. */
    public boolean changesState() {
        return snapshot.isPresent() && status != EventStatus.REJECTED && pdu.isState();
    }

    /** The number of the state after it: its own number when it is part of that state; empty for outliers. */
    public OptionalLong snapshotAfter() {
        return changesState() ? OptionalLong.of(number) : snapshot;
    }
}
