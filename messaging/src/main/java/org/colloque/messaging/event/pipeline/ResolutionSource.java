package org.colloque.messaging.event.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.state.EventSource;
import org.colloque.protocol.state.MissingEventException;

/** What state resolution reads, loaded. */
final class ResolutionSource implements EventSource {

    private final Map<EventId, StoredEvent> events = new HashMap<>();
    private final Map<EventId, List<EventId>> links = new HashMap<>();
    private final Map<EventId, EventRef> refs = new HashMap<>();

    void add(StoredEvent event) {
        events.put(event.pdu().eventId(), event);
        refs.put(event.pdu().eventId(), event.ref());
    }

    void add(EventRef ref) {
        refs.put(ref.eventId(), ref);
    }

    void addLinks(Map<EventId, List<EventId>> more) {
        links.putAll(more);
    }

    boolean holds(EventId id) {
        return events.containsKey(id);
    }

    Iterable<StoredEvent> events() {
        return List.copyOf(events.values());
    }

    EventRef ref(EventId id) {
        return Objects.requireNonNull(refs.get(id), () -> "no number of " + id);
    }

    @Override
    public Pdu get(EventId id) {
        StoredEvent event = events.get(id);
        if (event == null) {
            throw new MissingEventException(id);
        }
        return event.pdu();
    }

    @Override
    public List<EventId> authEvents(EventId id) {
        StoredEvent event = events.get(id);
        List<EventId> linked = event == null ? links.get(id) : event.pdu().authEvents();
        if (linked == null) {
            throw new MissingEventException(id);
        }
        return linked;
    }

    @Override
    public boolean isRejected(EventId id) {
        StoredEvent event = events.get(id);
        return event != null && event.status() == EventStatus.REJECTED;
    }
}
