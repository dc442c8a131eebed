package org.colloque.protocol.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds of state resolution whatever the history: tried on many random ones, the same each time. */
class StateResolutionPropertiesTest {
    private static final int HISTORIES = 40;
    private static final int EVENTS = 40;
    private static final int SHUFFLES = 6;

    static List<RoomVersion> versions() {
        return RoomVersions.all();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theOrderOfTheStateSetsDoesNotMatter(RoomVersion version) {
        int conflicts = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(version, seed, EVENTS);
            List<Map<StateKey, EventId>> sets = new ArrayList<>(history.someStates());
            Map<StateKey, EventId> resolved = StateResolution.resolve(version, sets, EventSource.of(history.events()));
            conflicts += StateConflict.between(sets).isEmpty() ? 0 : 1;
            Random random = new Random(seed);
            for (int i = 0; i < SHUFFLES; i++) {
                Collections.shuffle(sets, random);
                assertEquals(resolved, StateResolution.resolve(version, sets, EventSource.of(history.events())), "seed " + seed);
            }
        }
        assertTrue(conflicts > HISTORIES / 2, "most histories have conflicts");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void whatAllStatesAgreeOnStays(RoomVersion version) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(version, seed, EVENTS);
            List<Map<StateKey, EventId>> sets = history.someStates();
            Map<StateKey, EventId> resolved = StateResolution.resolve(version, sets, EventSource.of(history.events()));

            assertTrue(resolved.entrySet().containsAll(StateConflict.between(sets).unconflicted().entrySet()), "seed " + seed);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyEventOfTheResultIsInItsOwnSlot(RoomVersion version) {
        for (long seed = 0; seed < HISTORIES; seed++) {
            RandomHistory history = new RandomHistory(version, seed, EVENTS);
            StateResolution.resolve(version, history.someStates(), EventSource.of(history.events()))
                    .forEach((slot, id) -> assertEquals(slot, history.events().get(id).slot().orElseThrow()));
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aStateResolvedWithItselfIsItself(RoomVersion version) {
        RandomHistory history = new RandomHistory(version, 1, EVENTS);
        Map<StateKey, EventId> state = history.someStates().getFirst();

        assertEquals(state, StateResolution.resolve(version, List.of(state, state, state), EventSource.of(Map.of())));
    }
}
