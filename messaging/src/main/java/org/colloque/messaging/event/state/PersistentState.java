package org.colloque.messaging.event.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomState;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.organicdesign.fp.collections.PersistentHashMap;
import org.organicdesign.fp.collections.PersistentHashMap.MutHashMap;

/** A state whose changed copies share what did not change. */
public final class PersistentState implements RoomState {

    public static final PersistentState EMPTY = new PersistentState(PersistentHashMap.empty());

    private final PersistentHashMap<StateKey, EventRef> events;

    private PersistentState(PersistentHashMap<StateKey, EventRef> events) {
        this.events = events;
    }

    public static PersistentState of(Map<StateKey, EventRef> events) {
        MutHashMap<StateKey, EventRef> made = PersistentHashMap.emptyMutable();
        for (Map.Entry<StateKey, EventRef> entry : events.entrySet()) {
            made = made.assoc(entry.getKey(), entry.getValue());
        }
        return new PersistentState(made.immutable());
    }

    /** The same state with this event in the slot. */
    public PersistentState with(StateKey slot, EventRef event) {
        return new PersistentState(events.assoc(slot, event));
    }

    /** What turns this state into the other one; an empty value removes the slot. */
    public Map<StateKey, Optional<EventRef>> changesTo(PersistentState other) {
        Map<StateKey, Optional<EventRef>> changes = new HashMap<>();
        if (events == other.events) {
            return changes;
        }
        for (Map.Entry<StateKey, EventRef> entry : other.events) {
            if (!entry.getValue().equals(events.get(entry.getKey()))) {
                changes.put(entry.getKey(), Optional.of(entry.getValue()));
            }
        }
        for (Map.Entry<StateKey, EventRef> entry : events) {
            if (other.events.get(entry.getKey()) == null) {
                changes.put(entry.getKey(), Optional.empty());
            }
        }
        return changes;
    }

    /** The same state with these changes; an empty value removes the slot. */
    public PersistentState with(Map<StateKey, Optional<EventRef>> changes) {
        PersistentHashMap<StateKey, EventRef> changed = events;
        for (Map.Entry<StateKey, Optional<EventRef>> change : changes.entrySet()) {
            changed = change.getValue().isPresent()
                    ? changed.assoc(change.getKey(), change.getValue().get())
                    : changed.without(change.getKey());
        }
        return new PersistentState(changed);
    }

    /** The state as state resolution takes it. */
    public Map<StateKey, EventId> ids() {
        Map<StateKey, EventId> ids = HashMap.newHashMap(size());
        for (Map.Entry<StateKey, EventRef> entry : events) {
            ids.put(entry.getKey(), entry.getValue().eventId());
        }
        return ids;
    }

    @Override
    public Optional<EventRef> get(StateKey slot) {
        return Optional.ofNullable(events.get(slot));
    }

    @Override
    public int size() {
        return events.size();
    }

    @Override
    public Stream<Map.Entry<StateKey, EventRef>> entries() {
        return events.entrySet().stream();
    }
}
