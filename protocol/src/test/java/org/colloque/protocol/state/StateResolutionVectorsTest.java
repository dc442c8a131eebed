package org.colloque.protocol.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Vectors that this project did not write; see the README beside them. */
class StateResolutionVectorsTest {

    @TestFactory
    List<DynamicTest> vectorsResolveToTheirExpectedState() throws IOException, URISyntaxException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder())) {
            files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> tests.addAll(testsOf(read(file))));
        }
        assertFalse(tests.isEmpty(), "the folder holds vectors");
        return tests;
    }

    private static Path folder() throws URISyntaxException {
        String other = System.getProperty("vectors.state-resolution");
        return other != null ? Path.of(other) : Path.of(StateResolutionVectorsTest.class.getResource("/vectors/state-resolution").toURI());
    }

    private static ResolutionVector read(Path file) {
        try {
            return ResolutionVector.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<DynamicTest> testsOf(ResolutionVector vector) {
        if (vector.namesItsStateSets()) {
            return List.of(test(vector, "these state sets", StateResolutionVectorsTest::ofStateSets));
        }
        return List.of(
                test(vector, "event by event", StateResolutionVectorsTest::eventByEvent),
                test(vector, "batch by batch", StateResolutionVectorsTest::batchByBatch),
                test(vector, "all at once", StateResolutionVectorsTest::allAtOnce));
    }

    private interface Way {
        Map<StateKey, EventId> resolve(ResolutionVector vector);
    }

    private static DynamicTest test(ResolutionVector vector, String name, Way way) {
        return DynamicTest.dynamicTest(vector.name() + ", " + name,
                () -> assertEquals(vector.expected(), new TreeMap<>(way.resolve(vector))));
    }

    private static Map<StateKey, EventId> ofStateSets(ResolutionVector vector) {
        Map<EventId, Pdu> events = vector.events();
        List<Map<StateKey, EventId>> sets = vector.stateSets().stream().map(ids -> {
            Map<StateKey, EventId> set = new HashMap<>();
            ids.forEach(id -> set.put(events.get(id).slot().orElseThrow(), id));
            return set;
        }).toList();
        return StateResolution.resolve(vector.version(), sets, EventSource.of(events));
    }

    private static Map<StateKey, EventId> eventByEvent(ResolutionVector vector) {
        return new ReplayedRoom(vector.version(), vector.events()).stateAtLeaves();
    }

    private static Map<StateKey, EventId> batchByBatch(ResolutionVector vector) {
        Map<StateKey, EventId> state = null;
        Map<EventId, Pdu> known = new HashMap<>();
        for (List<Pdu> batch : vector.batches()) {
            batch.forEach(event -> known.put(event.eventId(), event));
            List<Map<StateKey, EventId>> sets = new ArrayList<>(singletons(batch));
            if (state != null) {
                sets.add(state);
            }
            state = StateResolution.resolve(vector.version(), sets, EventSource.of(known));
        }
        return state;
    }

    private static Map<StateKey, EventId> allAtOnce(ResolutionVector vector) {
        List<Pdu> all = List.copyOf(vector.events().values());
        return StateResolution.resolve(vector.version(), singletons(all), EventSource.of(vector.events()));
    }

    private static List<Map<StateKey, EventId>> singletons(List<Pdu> events) {
        return events.stream().map(event -> Map.of(event.slot().orElseThrow(), event.eventId())).toList();
    }
}
