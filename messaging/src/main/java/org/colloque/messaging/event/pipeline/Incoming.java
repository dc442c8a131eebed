package org.colloque.messaging.event.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.event.PartialEntry;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/**
 * Events that want to enter a room, their hashes and signatures checked.
 *
 * @param events       the events of the timeline
 * @param outliers     events that are needed to judge them: auth chains, and states that another server told of
 * @param statesBefore the state before those events whose previous events are not held, as another server told it
 * @param way          how they come in
 * @param partial      for an entry with a part of the state: whom the rest can be asked for
 */
record Incoming(List<Pdu> events, List<Pdu> outliers, Map<EventId, List<EventId>> statesBefore, Way way, Optional<PartialEntry> partial) {

    Incoming(List<Pdu> events, List<Pdu> outliers, Map<EventId, List<EventId>> statesBefore, Way way) {
        this(events, outliers, statesBefore, way, Optional.empty());
    }

    /** How events come in. */
    enum Way {
        /** New events, on top of what is there. */
        LIVE,
        /** Older events, below what is there. */
        BACKFILL,
        /** The join with which this server enters the room: what it brings replaces what was known of the head. */
        ENTRY
    }

    static Incoming live(List<Pdu> events) {
        return new Incoming(events, List.of(), Map.of(), Way.LIVE);
    }

    /** Events of a room's state alone. */
    static Incoming outliers(List<Pdu> outliers) {
        return new Incoming(List.of(), outliers, Map.of(), Way.LIVE);
    }

    Stream<Pdu> all() {
        return Stream.concat(events.stream(), outliers.stream());
    }
}
