package org.colloque.protocol.state;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/**
 * What several state sets agree on and what they do not. It takes no event to find out, so a caller can use it to load what
 * resolution needs, and to skip resolution when {@link #isEmpty()}.
 *
 * @param unconflicted the slots that hold the same event in every state set
 * @param conflicted   every other event of any state set
 */
public record StateConflict(Map<StateKey, EventId> unconflicted, Set<EventId> conflicted) {

    /** Compares these state sets. Spec: rooms/v2, "State resolution", "Unconflicted state map and conflicted state set". */
    public static StateConflict between(Collection<Map<StateKey, EventId>> stateSets) {
        List<Map<StateKey, EventId>> sets = List.copyOf(stateSets);
        Map<StateKey, EventId> unconflicted = new HashMap<>();
        Set<EventId> conflicted = new LinkedHashSet<>();
        if (!sets.isEmpty()) {
            sets.getFirst().forEach((slot, event) -> {
                if (allHold(sets, slot, event)) {
                    unconflicted.put(slot, event);
                }
            });
        }
        for (Map<StateKey, EventId> set : sets) {
            set.forEach((slot, event) -> {
                if (!unconflicted.containsKey(slot)) {
                    conflicted.add(event);
                }
            });
        }
        return new StateConflict(unconflicted, conflicted);
    }

    private static boolean allHold(List<Map<StateKey, EventId>> sets, StateKey slot, EventId event) {
        for (Map<StateKey, EventId> set : sets) {
            if (!event.equals(set.get(slot))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the state sets agree entirely: {@link #unconflicted()} is then the resolved state. */
    public boolean isEmpty() {
        return conflicted.isEmpty();
    }
}
