package org.colloque.protocol.state;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/**
 * The events that resolution judges anew: the conflicted ones, the auth difference, and from room version 12 on the conflicted state subgraph.
 *
 * <p>Spec: rooms/v2 and rooms/v12, "State resolution", "Full conflicted set".
 */
final class FullConflictedSet {
    private final StateConflict conflict;
    private final EventSource events;

    FullConflictedSet(StateConflict conflict, EventSource events) {
        this.conflict = conflict;
        this.events = events;
    }

    Set<EventId> of(Collection<Map<StateKey, EventId>> stateSets, boolean withSubgraph) {
        Set<EventId> full = new HashSet<>(conflict.conflicted());
        full.addAll(authDifference(stateSets));
        if (withSubgraph) {
            full.addAll(subgraph());
        }
        return full;
    }

    /**
     * The union of the sets' auth chains without their intersection. The auth chain of the unconflicted state is part of each set's, so only the
     * conflicted events of each set are walked one set at a time.
     *
     * <p>// NOTSPEC: the unconflicted events themselves are no part of the difference. By the letter a chain does not hold the events whose chain it
     * is, so that a member whom all sets agree on would be judged anew when only some sets hold an event by it, after everything whose sender had
     * more power. Other servers count the events of a state in, and another difference than theirs would split the room.
     */
    private Set<EventId> authDifference(Collection<Map<StateKey, EventId>> stateSets) {
        Map<EventId, Integer> chainsHolding = new HashMap<>();
        for (Map<StateKey, EventId> stateSet : stateSets) {
            List<EventId> conflicted = stateSet.values().stream().filter(conflict.conflicted()::contains).toList();
            ancestors(conflicted).forEach(id -> chainsHolding.merge(id, 1, Integer::sum));
        }
        Set<EventId> difference = new HashSet<>();
        chainsHolding.forEach((id, chains) -> {
            if (chains < stateSets.size()) {
                difference.add(id);
            }
        });
        difference.removeAll(Set.copyOf(conflict.unconflicted().values()));
        removeAncestors(conflict.unconflicted().values(), difference);
        return difference;
    }

    /** Takes away from a set what is in the auth chain of these events, and stops as soon as nothing is left. */
    private void removeAncestors(Collection<EventId> of, Set<EventId> from) {
        Set<EventId> seen = new HashSet<>();
        ArrayDeque<EventId> open = new ArrayDeque<>(of);
        while (!open.isEmpty() && !from.isEmpty()) {
            for (EventId parent : events.authEvents(open.pop())) {
                if (seen.add(parent)) {
                    from.remove(parent);
                    open.push(parent);
                }
            }
        }
    }

    /** The auth chains of these events; an event is in the result when it is in the chain of another one. */
    private Set<EventId> ancestors(Collection<EventId> of) {
        Set<EventId> chain = new HashSet<>();
        ArrayDeque<EventId> open = new ArrayDeque<>(of);
        while (!open.isEmpty()) {
            for (EventId parent : events.authEvents(open.pop())) {
                if (chain.add(parent)) {
                    open.push(parent);
                }
            }
        }
        return chain;
    }

    /** Every event on a path of {@code auth_events} from one conflicted event to another, ends included. */
    private Set<EventId> subgraph() {
        Set<EventId> below = ancestors(conflict.conflicted());
        below.addAll(conflict.conflicted());
        Map<EventId, List<EventId>> children = new HashMap<>();
        for (EventId id : below) {
            events.authEvents(id).forEach(parent -> children.computeIfAbsent(parent, key -> new ArrayList<>()).add(id));
        }
        Set<EventId> onPath = new HashSet<>(conflict.conflicted());
        ArrayDeque<EventId> open = new ArrayDeque<>(onPath);
        while (!open.isEmpty()) {
            for (EventId child : children.getOrDefault(open.pop(), List.of())) {
                if (onPath.add(child)) {
                    open.push(child);
                }
            }
        }
        return onPath;
    }
}
