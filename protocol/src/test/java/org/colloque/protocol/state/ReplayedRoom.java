package org.colloque.protocol.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.colloque.protocol.auth.AuthState;
import org.colloque.protocol.auth.Authorisation;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;

/**
 * A room as a server builds it: each event enters after those before it, into the resolution of their states, where it is authorised or else
 * changes nothing.
 */
final class ReplayedRoom {
    private final RoomVersion version;
    private final Map<EventId, Pdu> events;
    private final Map<EventId, Map<StateKey, EventId>> stateAfter = new HashMap<>();

    ReplayedRoom(RoomVersion version, Map<EventId, Pdu> events) {
        this.version = version;
        this.events = events;
        Map<EventId, Pdu> waiting = new LinkedHashMap<>(events);
        while (!waiting.isEmpty()) {
            List<Pdu> ready = waiting.values().stream().filter(event -> stateAfter.keySet().containsAll(event.prevEvents())).toList();
            if (ready.isEmpty()) {
                throw new IllegalStateException("Some events follow none that is known: " + waiting.keySet());
            }
            ready.forEach(event -> stateAfter.put(event.eventId(), after(event)));
            ready.forEach(event -> waiting.remove(event.eventId()));
        }
    }

    private Map<StateKey, EventId> after(Pdu event) {
        Map<StateKey, EventId> before = resolve(event.prevEvents().stream().map(stateAfter::get).toList());
        AuthState state = slot -> Optional.ofNullable(before.get(slot)).map(events::get);
        Map<StateKey, EventId> after = new HashMap<>(before);
        if (event.isState() && Authorisation.check(event, state).isAllowed()) {
            after.put(event.slot().orElseThrow(), event.eventId());
        }
        return after;
    }

    /** The state after all the events that no other one follows. */
    Map<StateKey, EventId> stateAtLeaves() {
        Set<EventId> leaves = new HashSet<>(events.keySet());
        events.values().forEach(event -> leaves.removeAll(event.prevEvents()));
        return resolve(leaves.stream().map(stateAfter::get).toList());
    }

    private Map<StateKey, EventId> resolve(List<Map<StateKey, EventId>> states) {
        return states.isEmpty() ? Map.of() : StateResolution.resolve(version, states, EventSource.of(events));
    }
}
