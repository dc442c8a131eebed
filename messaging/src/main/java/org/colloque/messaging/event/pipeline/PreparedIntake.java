package org.colloque.messaging.event.pipeline;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/** Incoming events with all that was loaded for them: what is held, the numbers of names, and fresh numbers. */
final class PreparedIntake {

    private final Incoming incoming;
    private final EventBook book;
    private final EventNaming.Batch names;
    private final Positions positions;
    private int used;

    PreparedIntake(Incoming incoming, EventBook book, EventNaming.Batch names, Positions positions) {
        this.incoming = incoming;
        this.book = book;
        this.names = names;
        this.positions = positions;
    }

    Incoming incoming() {
        return incoming;
    }

    EventBook book() {
        return book;
    }

    Positions positions() {
        return positions;
    }

    EventNaming.Named named(Pdu event, long number) {
        return names.named(event, number);
    }

    /** The event with its numbers; one that was held as an outlier keeps its own. */
    NewEvent event(Pdu event, EventStatus status, OptionalLong snapshot, NewEvent.Place place) {
        long number = book.get(event.eventId()).map(StoredEvent::number).orElseGet(() -> names.fresh()[used++]);
        EventNaming.Named named = names.named(event, number);
        return NewEvent.of(number, event, named.slot(), named.sender(), status, snapshot, numbers(event.authEvents()),
                numbers(event.prevEvents()), place);
    }

    private long[] numbers(List<EventId> ids) {
        return ids.stream().flatMap(id -> book.get(id).stream()).mapToLong(StoredEvent::number).toArray();
    }

    /** Positions that were taken for events from the past. */
    static final class Positions {

        static final Positions NONE = new Positions(Map.of());

        private final Map<EventId, Long> byEvent;

        private Positions(Map<EventId, Long> byEvent) {
            this.byEvent = byEvent;
        }

        /** The highest position for the last event. */
        static Positions of(List<Pdu> oldestFirst, long[] descending) {
            Map<EventId, Long> byEvent = new HashMap<>();
            Iterator<Pdu> newestFirst = oldestFirst.reversed().iterator();
            for (long position : descending) {
                byEvent.put(newestFirst.next().eventId(), position);
            }
            return new Positions(byEvent);
        }

        Positions and(Positions others) {
            Map<EventId, Long> both = new HashMap<>(byEvent);
            both.putAll(others.byEvent);
            return new Positions(both);
        }

        long of(EventId event) {
            return byEvent.get(event);
        }
    }
}
