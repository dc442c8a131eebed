package org.colloque.interop;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the caller wants played.
 *
 * @param python   the Python in whose environment Synapse is installed
 * @param only     words of which a scenario's name must contain one; empty for all
 * @param versions the room versions; empty for all that both know
 * @param quick    most scenarios in the newest room version alone
 * @param keep     where the servers' files go and stay; a folder that goes when all is done when not given
 */
record Options(Path python, Set<String> only, Set<Integer> versions, boolean quick, Optional<Path> keep) {

    static final String USAGE = """
        usage: ./colloque interop [--quick] [--only WORDS,...] [--versions N,...] [--keep FOLDER]

          --quick     the older room versions in some scenarios alone
          --only      scenarios whose name contains one of these
          --versions  these room versions alone
          --keep      leaves the servers' logs and data in a folder""";

    static Options parse(String... arguments) {
        Queue<String> left = new ArrayDeque<>(Arrays.asList(arguments));
        Path python = Path.of("python3");
        Set<String> only = Set.of();
        Set<Integer> versions = Set.of();
        boolean quick = false;
        Optional<Path> keep = Optional.empty();
        while (!left.isEmpty()) {
            switch (left.remove()) {
                case "--python" -> python = Path.of(value(left));
                case "--only" -> only = Set.of(value(left).split(","));
                case "--versions" -> versions = Arrays.stream(value(left).split(",")).map(Integer::valueOf).collect(Collectors.toSet());
                case "--quick" -> quick = true;
                case "--keep" -> keep = Optional.of(Path.of(value(left)).toAbsolutePath());
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        return new Options(python, only, versions, quick, keep);
    }

    boolean wants(String scenario) {
        return only.isEmpty() || only.stream().anyMatch(scenario::contains);
    }

    /** The room versions in which a scenario is to be played, of those that both servers know. */
    Set<Integer> versions(Scenario scenario, Set<Integer> shared) {
        if (scenario.since() == 0) {
            return Set.of(0);
        }
        int newest = shared.stream().max(Integer::compare).orElseThrow();
        return shared.stream().filter(version -> version >= scenario.since())
            .filter(version -> versions.isEmpty() || versions.contains(version))
            .filter(version -> !quick || scenario.core() || version == newest)
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String value(Queue<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(USAGE);
        }
        return left.remove();
    }
}
