package org.colloque.messaging.sync;

import java.util.Optional;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.Pdu;

/**
 * An event of a timeline or a state, on its way into an answer.
 *
 * @param position    its place in the timeline; 0 for state that is not part of it
 * @param redaction   the redaction that took effect, if it was read with the event
 * @param transaction the transaction id under which the asking device sent it
 * @param related     whether other events relate to it
 */
public record TimelineEvent(StoredEvent stored, long position, Optional<Pdu> redaction, Optional<String> transaction, boolean related) {

    public TimelineEvent(StoredEvent stored, long position, Optional<Pdu> redaction, Optional<String> transaction) {
        this(stored, position, redaction, transaction, false);
    }

    public static TimelineEvent of(StoredEvent stored) {
        return new TimelineEvent(stored, stored.position().orElse(0), Optional.empty(), Optional.empty());
    }

    /** The same event, with whether others relate to it. */
    public TimelineEvent related(boolean isRelated) {
        return new TimelineEvent(stored, position, redaction, transaction, isRelated);
    }

    /** The same event at a place in the log. */
    public TimelineEvent at(long place) {
        return new TimelineEvent(stored, place, redaction, transaction, related);
    }

    /** The same event as its reader may see it. */
    TimelineEvent as(StoredEvent shown) {
        return new TimelineEvent(shown, position, redaction, transaction, related);
    }

    public Pdu pdu() {
        return stored.pdu();
    }

    public long number() {
        return stored.number();
    }

    public boolean isState() {
        return pdu().isState();
    }
}
