package org.colloque.messaging.event.append;

import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.Pdu;

/**
 * An event that is to be stored, with the numbers that stand for names.
 *
 * @param slot     the number of its type and state key
 * @param snapshot the number of the state before it; empty for outliers
 * @param auth     the numbers of its auth events
 * @param prev     the numbers of those previous events that are held
 * @param place    where in the timeline it goes
 * @param redactedBy the redaction that came before it and takes effect
 */
public record NewEvent(long number, Pdu pdu, long slot, long sender, EventStatus status, OptionalLong snapshot,
        long[] auth, long[] prev, Place place, Optional<EventRef> redactedBy) {

    /** An event that no redaction waits for. */
    public static NewEvent of(long number, Pdu pdu, long slot, long sender, EventStatus status, OptionalLong snapshot, long[] auth,
            long[] prev, Place place) {
        return new NewEvent(number, pdu, slot, sender, status, snapshot, auth, prev, place, Optional.empty());
    }

    /** The same event in its redacted form, because a redaction came before it. */
    public NewEvent redacted(EventRef by) {
        return new NewEvent(number, pdu.redacted(), slot, sender, status, snapshot, auth, prev, place, Optional.of(by));
    }

    /** Where in the timeline an event goes. */
    public sealed interface Place {
        Place NOWHERE = new Nowhere();

        /** Not part of the timeline. */
        record Nowhere() implements Place {
        }

        /** So many places after the first position that the append takes for the room. */
        record Live(int ordinal) implements Place {
        }

        /** A position below that of the event that was built on it. */
        record Backfilled(long position) implements Place {
        }
    }

    public EventRef ref() {
        return new EventRef(number, pdu.eventId());
    }

    /** The event as stored, once the first position of the append is known. */
    public StoredEvent stored(long firstPosition) {
        OptionalLong position = switch (place) {
            case Place.Nowhere() -> OptionalLong.empty();
            case Place.Live(int ordinal) -> OptionalLong.of(firstPosition + ordinal);
            case Place.Backfilled(long taken) -> OptionalLong.of(taken);
        };
        return new StoredEvent(number, pdu, position, status, snapshot, redactedBy.map(EventRef::eventId));
    }
}
