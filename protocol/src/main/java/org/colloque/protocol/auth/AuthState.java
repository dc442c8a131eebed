package org.colloque.protocol.auth;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;

/**
 * The room state that an event is judged on: a lookup of state events by slot.
 *
 * <p>Only the slots of {@link AuthEventSelection} and the create event are ever asked for, so a caller that loads just those loads enough.
 * The create event is looked up in every room version, also where it must not be among an event's {@code auth_events}.
 */
@FunctionalInterface
public interface AuthState {

    /** The state of a room that has none yet, which only an {@code m.room.create} event can enter. */
    AuthState EMPTY = slot -> Optional.empty();

    /** The event in this slot, or empty when the room has none. */
    Optional<Pdu> get(StateKey slot);

    /** The room's {@code m.room.create} event, or empty when the room does not exist yet. */
    default Optional<Pdu> create() {
        return get(StateSlots.CREATE);
    }

    /** The state that consists of these state events; a later event takes the place of an earlier one of the same slot. */
    static AuthState of(Collection<Pdu> stateEvents) {
        Map<StateKey, Pdu> bySlot = HashMap.newHashMap(stateEvents.size());
        for (Pdu event : stateEvents) {
            event.slot().ifPresent(slot -> bySlot.put(slot, event));
        }
        return of(bySlot);
    }

    /** The state that this map holds. */
    static AuthState of(Map<StateKey, Pdu> bySlot) {
        return slot -> Optional.ofNullable(bySlot.get(slot));
    }
}
