package org.colloque.protocol.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The full conflicted set against its definitions, on random graphs: by the letter, but that a state set's chain holds the events of the set too. */
class FullConflictedSetTest {
    private static final int GRAPHS = 150;
    private static final int EVENTS = 24;

    @Test
    void theAuthDifferenceIsTheUnionOfTheAuthChainsWithoutTheirIntersection() {
        for (long seed = 0; seed < GRAPHS; seed++) {
            Graph graph = Graph.random(new Random(seed));
            StateConflict conflict = StateConflict.between(graph.stateSets());
            Set<EventId> expected = graph.authDifference();
            expected.addAll(conflict.conflicted());

            assertEquals(expected, new FullConflictedSet(conflict, graph).of(graph.stateSets(), false), "seed " + seed);
        }
    }

    @Test
    void theSubgraphIsWhatLiesBetweenConflictedEvents() {
        for (long seed = 0; seed < GRAPHS; seed++) {
            Graph graph = Graph.random(new Random(seed));
            StateConflict conflict = StateConflict.between(graph.stateSets());
            Set<EventId> expected = graph.authDifference();
            expected.addAll(graph.between(conflict.conflicted()));

            assertEquals(expected, new FullConflictedSet(conflict, graph).of(graph.stateSets(), true), "seed " + seed);
        }
    }

    @Test
    @Tag("CVE-2024-31208")
    void aChainOfAMillionEventsIsWalked() {
        int length = 1_000_000;
        EventSource chain = new Links() {
            @Override
            public List<EventId> authEvents(EventId id) {
                int number = Integer.parseInt(id.value().substring(1));
                return number == 0 ? List.of() : List.of(new EventId("$" + (number - 1)));
            }
        };
        StateKey slot = StateKey.of("x");
        List<Map<StateKey, EventId>> sets = List.of(Map.of(slot, new EventId("$0")), Map.of(slot, new EventId("$" + length)));

        assertEquals(length + 1, new FullConflictedSet(StateConflict.between(sets), chain).of(sets, true).size());
    }

    /** Events of which only the links are known. */
    private interface Links extends EventSource {
        @Override
        default Pdu get(EventId id) {
            throw new MissingEventException(id);
        }
    }

    private record Graph(Map<EventId, List<EventId>> parents, List<Map<StateKey, EventId>> stateSets) implements Links {

        static Graph random(Random random) {
            Map<EventId, List<EventId>> parents = new HashMap<>();
            for (int i = 0; i < EVENTS; i++) {
                List<EventId> links = new ArrayList<>();
                for (int link = random.nextInt(3); i > 0 && link >= 0; link--) {
                    links.add(new EventId("$" + random.nextInt(i)));
                }
                parents.put(new EventId("$" + i), links);
            }
            List<Map<StateKey, EventId>> sets = new ArrayList<>();
            for (int set = random.nextInt(3); set >= -1; set--) {
                Map<StateKey, EventId> state = new HashMap<>();
                for (int slot = 0; slot < 6; slot++) {
                    // Every event has one slot, and the earlier slots seldom differ between the sets.
                    int choice = random.nextInt(5) < slot ? random.nextInt(EVENTS / 6) : 0;
                    if (random.nextInt(8) > 0) {
                        state.put(StateKey.of("slot" + slot), new EventId("$" + (slot + 6 * choice)));
                    }
                }
                sets.add(state);
            }
            return new Graph(parents, sets);
        }

        @Override
        public List<EventId> authEvents(EventId id) {
            return parents.get(id);
        }

        Set<EventId> chain(EventId id) {
            Set<EventId> chain = new HashSet<>(parents.get(id));
            parents.get(id).forEach(parent -> chain.addAll(chain(parent)));
            return chain;
        }

        Set<EventId> authDifference() {
            List<Set<EventId>> chains = stateSets.stream().map(set -> {
                Set<EventId> chain = new HashSet<>(set.values());
                set.values().forEach(id -> chain.addAll(chain(id)));
                return chain;
            }).toList();
            Set<EventId> difference = new HashSet<>();
            chains.forEach(difference::addAll);
            difference.removeIf(id -> chains.stream().allMatch(chain -> chain.contains(id)));
            return difference;
        }

        Set<EventId> between(Set<EventId> conflicted) {
            Set<EventId> between = new HashSet<>(conflicted);
            for (EventId from : conflicted) {
                chain(from).stream().filter(id -> conflicted.stream().anyMatch(to -> chain(id).contains(to))).forEach(between::add);
            }
            return between;
        }
    }
}
