package org.colloque.messaging.event.state;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One stored state: its parent's with differences, by numbers. Generation <i>n</i> has the parent of generation
 * <i>n − lowbit(n)</i>, so that a state is at most log2(n) rows away, and a chain of <i>n</i> changes stores about
 * <i>n · log2(n) / 2</i> differences.
 *
 * @param id         its number; 0 for the empty state
 * @param parent     null for the empty state
 * @param generation how many changes lie between the empty state and this one; a state that came whole starts high
 * @param slots      the slots that differ from the parent
 * @param events     what stands in these slots, in the same order; 0 for nothing
 */
public record Snapshot(long id, Snapshot parent, int generation, long[] slots, long[] events) {

    /** The state of a room that has none. */
    public static final Snapshot EMPTY = new Snapshot(0, null, 0, new long[0], new long[0]);

    /** The generation of a state that came whole: so high that following changes do not copy it. */
    private static final int WHOLE = 1 << 24;

    /** A state that came whole, such as that of a room that this server has joined. */
    public static Snapshot whole(long id, Map<Long, Long> state) {
        return of(id, EMPTY, WHOLE, state);
    }

    /** The state after this one, with these changes. */
    public Snapshot with(long newId, Map<Long, Long> changes) {
        int next = generation + 1;
        int parentGeneration = next & next - 1;
        Snapshot ancestor = this;
        Map<Long, Long> differences = new HashMap<>(changes);
        while (ancestor.generation > parentGeneration) {
            ancestor.addUnlessChangedLater(differences);
            ancestor = ancestor.parent;
        }
        return of(newId, ancestor, next, differences);
    }

    /** The whole state by numbers. */
    public Map<Long, Long> resolve() {
        Map<Long, Long> state = new LinkedHashMap<>();
        for (Snapshot at = this; at.parent != null; at = at.parent) {
            at.addUnlessChangedLater(state);
        }
        state.values().removeIf(event -> event == 0);
        return state;
    }

    private void addUnlessChangedLater(Map<Long, Long> later) {
        for (int i = 0; i < slots.length; i++) {
            later.putIfAbsent(slots[i], events[i]);
        }
    }

    private static Snapshot of(long id, Snapshot parent, int generation, Map<Long, Long> differences) {
        long[] slots = new long[differences.size()];
        long[] events = new long[slots.length];
        int at = 0;
        for (Map.Entry<Long, Long> difference : differences.entrySet()) {
            slots[at] = difference.getKey();
            events[at++] = difference.getValue();
        }
        return new Snapshot(id, parent, generation, slots, events);
    }
}
