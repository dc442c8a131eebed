package org.colloque.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.colloque.interop.Runner.Play;
import org.colloque.product.Certificates;

/** Starts this homeserver and another one, and plays across the border what people do, both ways and in every room version that both know. */
public final class Interop {

    private static final List<Scenario> SCENARIOS = Stream.of(MembershipScenarios.all(), RoomScenarios.all(), TogetherScenarios.all(), DeviceScenarios.all(),
        ServerScenarios.all()).flatMap(List::stream).toList();

    private final Options options;
    private final Runner runner = new Runner();

    private Interop(Options options) {
        this.options = options;
    }

    public static void main(String... arguments) throws IOException {
        try {
            System.exit(new Interop(Options.parse(arguments)).run() ? 0 : 1);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(64);
        }
    }

    private boolean run() throws IOException {
        Path folder = options.keep().isPresent() ? Files.createDirectories(options.keep().get()) : Files.createTempDirectory("colloque-interop");
        var certificates = Certificates.in(folder.resolve("certificates"));
        try (var ours = new ColloqueServer(folder.resolve("colloque"), certificates);
                var theirs = new SynapseServer(options.python(), folder.resolve("synapse"), certificates)) {
            CompletableFuture.allOf(CompletableFuture.runAsync(ours::start), CompletableFuture.runAsync(theirs::start)).join();
            Set<Integer> shared = shared(ours, theirs);
            System.out.println("Room versions that both know: " + shared);
            play(ours, theirs, shared);
            playThree(shared, ours, theirs, new ColloqueServer(folder.resolve("colloque-2"), certificates));
        } finally {
            if (options.keep().isEmpty()) {
                delete(folder);
            }
        }
        return runner.conclude();
    }

    private void play(Homeserver ours, Homeserver theirs, Set<Integer> shared) {
        var plays = new ArrayList<Play>();
        for (Scenario scenario : SCENARIOS.stream().filter(scenario -> options.wants(scenario.name())).toList()) {
            for (int version : options.versions(scenario, shared)) {
                plays.add(new Play(scenario, new Stage(ours, theirs, version)));
                plays.add(new Play(scenario, new Stage(theirs, ours, version)));
            }
        }
        runner.play(plays);
        var outages = new OutageScenarios(runner, options);
        outages.play(ours, theirs, shared);
        outages.play(theirs, ours, shared);
    }

    private void playThree(Set<Integer> shared, Homeserver ours, Homeserver theirs, Homeserver second) {
        try (second) {
            if (ThreeServers.areWanted(options)) {
                second.start();
                new ThreeServers(runner, List.of(ours, second, theirs)).play(options, shared);
            }
        }
    }

    private static Set<Integer> shared(Homeserver ours, Homeserver theirs) {
        var shared = new TreeSet<>(ours.roomVersions(ours.register("reader")));
        shared.retainAll(theirs.roomVersions(theirs.register("reader")));
        return shared;
    }

    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
