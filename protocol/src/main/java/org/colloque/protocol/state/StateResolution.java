package org.colloque.protocol.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;

/**
 * State resolution: the one state that all servers come to from the same branches of a room's history.
 *
 * <p>The cost is linear in the auth chains of the state sets, times the number of different state sets; nothing recurses, so a chain
 * may be as long as memory allows. It is CPU work of milliseconds to seconds: callers keep it off event loops.
 *
 * <p>Spec: rooms/v1, rooms/v2 (versions 2 to 11) and rooms/v12, "State resolution".
 */
public final class StateResolution {
    private final RoomVersion version;
    private final EventSource events;
    private final StateConflict conflict;
    private final boolean startsEmpty;

    private StateResolution(RoomVersion version, StateConflict conflict, EventSource events) {
        this.version = version;
        this.events = events;
        this.conflict = conflict;
        this.startsEmpty = version.stateResolution() == org.colloque.protocol.room.StateResolution.V2_1;
    }

    /**
     * Resolves these state sets by the algorithm of the room version. The order of the sets does not matter.
     *
     * @param stateSets the room state after each of an event's {@code prev_events}
     * @param events    what {@link EventSource} says must be loaded
     * @return the resolved state
     * @throws MissingEventException when an event is needed that {@code events} does not hold
     */
    public static Map<StateKey, EventId> resolve(RoomVersion version, List<Map<StateKey, EventId>> stateSets, EventSource events) {
        Set<Map<StateKey, EventId>> different = new HashSet<>(stateSets);
        StateConflict conflict = StateConflict.between(different);
        if (conflict.isEmpty()) {
            return conflict.unconflicted();
        }
        return version.stateResolution() == org.colloque.protocol.room.StateResolution.V1
                ? new ResolutionByDepth(conflict, events).resolve()
                : new StateResolution(version, conflict, events).resolve(different);
    }

    private Map<StateKey, EventId> resolve(Set<Map<StateKey, EventId>> stateSets) {
        Set<EventId> full = new FullConflictedSet(conflict, events).of(stateSets, startsEmpty);
        Map<StateKey, EventId> state = startsEmpty ? new HashMap<>() : new HashMap<>(conflict.unconflicted());
        Optional<Pdu> create = create(full);
        IterativeAuthChecks checks = new IterativeAuthChecks(events, create);

        List<Pdu> powerEvents = new PowerOrdering(version, events, create).sort(PowerEvents.among(full, events));
        checks.apply(powerEvents, state);

        Set<EventId> remaining = new HashSet<>(full);
        powerEvents.forEach(event -> remaining.remove(event.eventId()));
        EventId powerLevels = state.get(StateKey.of(EventTypes.POWER_LEVELS));
        checks.apply(new MainlineOrdering(events, powerLevels).sort(remaining), state);

        state.putAll(conflict.unconflicted());
        return state;
    }

    /** The create event where no {@code auth_events} names it; elsewhere each event's own {@code auth_events} lead to it. */
    private Optional<Pdu> create(Set<EventId> full) {
        if (!version.createEventIsRoomId()) {
            return Optional.empty();
        }
        for (EventId id : full) {
            Pdu event = events.get(id);
            return Optional.of(event.type().equals(EventTypes.CREATE) ? event : events.get(event.roomId().createEvent()));
        }
        return Optional.empty();
    }
}
