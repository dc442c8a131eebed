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
 * @param position   its place in the timeline: above 0 live, below 0 backfilled, empty when not part of the timeline
 * @param status     what became of it
 * @param snapshot   the number of the state before it; empty for outliers
 * @param redactedBy the redaction that took effect on it
 */
public record StoredEvent(long number, Pdu pdu, OptionalLong position, EventStatus status, OptionalLong snapshot,
        Optional<EventId> redactedBy) {
}
