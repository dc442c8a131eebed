package org.colloque.messaging.event.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.protocol.id.EventId;

/** What is held of all that a batch of incoming events names: in the database, or in the draft by now. */
final class EventBook {

    private final RoomDraft draft;
    private final Map<EventId, StoredEvent> stored;
    private final Map<EventId, List<StoredEvent>> redactions;
    private final Set<EventId> succeeded;

    EventBook(RoomDraft draft, Map<EventId, StoredEvent> stored, Map<EventId, List<StoredEvent>> redactions, Set<EventId> succeeded) {
        this.draft = draft;
        this.stored = new HashMap<>(stored);
        this.redactions = redactions;
        this.succeeded = succeeded;
    }

    /** The event with this id, if it is held. What the draft makes of it counts before what the database has. */
    Optional<StoredEvent> get(EventId id) {
        Optional<NewEvent> added = draft.added(id);
        return added.isPresent() ? added.map(event -> event.stored(0)) : Optional.ofNullable(stored.get(id));
    }

    /** Whether the event is held together with the state before it. */
    boolean hasState(EventId id) {
        return get(id).filter(event -> event.snapshot().isPresent()).isPresent();
    }

    /** Whether accepted events were built on this one before it came. */
    boolean hasSuccessor(EventId id) {
        return succeeded.contains(id);
    }

    /** Redactions that came before this event, which they name. */
    List<StoredEvent> redactionsOf(EventId id) {
        return redactions.getOrDefault(id, List.of());
    }
}
