package org.colloque.protocol.state;

import java.util.Map;
import java.util.Set;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/** Events in a map. */
record LoadedEvents(Map<EventId, Pdu> events, Set<EventId> rejected) implements EventSource {

    @Override
    public Pdu get(EventId id) {
        Pdu event = events.get(id);
        if (event == null) {
            throw new MissingEventException(id);
        }
        return event;
    }

    @Override
    public boolean isRejected(EventId id) {
        return rejected.contains(id);
    }
}
