package org.colloque.interop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Plays scenarios, some side by side, and prints one line for each. */
final class Runner {

    private static final String OK = "ok";
    private static final String FAILED = "FAILED";
    private static final int SIDE_BY_SIDE = 6;

    private final List<String> failures = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /** Plays each scenario on each of its stages. */
    void play(List<Play> plays) {
        var places = new Semaphore(SIDE_BY_SIDE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Play play : plays) {
                running.add(threads.submit(() -> {
                    places.acquire();
                    try {
                        play(play.scenario().name(), play.stage(), play.scenario().play());
                    } finally {
                        places.release();
                    }
                    return null;
                }));
            }
        }
    }

    /** Plays one now; answers whether it went well. */
    boolean play(String name, Stage stage, Consumer<Stage> scenario) {
        long start = System.nanoTime();
        Outcome outcome = outcome(stage, scenario);
        report(name, stage, Duration.ofNanos(System.nanoTime() - start), outcome);
        return outcome.word().equals(OK);
    }

    private static Outcome outcome(Stage stage, Consumer<Stage> scenario) {
        try {
            scenario.accept(stage);
            return new Outcome(OK, "");
        } catch (LeftOut impossible) {
            return new Outcome("left out", impossible.getMessage());
        } catch (Failure failure) {
            return new Outcome(FAILED, failure.getMessage());
        } catch (RuntimeException failure) {
            return new Outcome(FAILED, failure.toString());
        }
    }

    private synchronized void report(String name, Stage stage, Duration taken, Outcome outcome) {
        String version = stage.version() == 0 ? "" : "v" + stage.version();
        String line = "%-8s %-4s %-20s %-55s %5.1f s".formatted(outcome.word(), version, stage.host().make() + " ← " + stage.guest().make(), name,
            taken.toMillis() / (double) TimeUnit.SECONDS.toMillis(1));
        String whole = outcome.why().isEmpty() ? line : line + "  " + outcome.why();
        System.out.println(whole);
        counts.merge(outcome.word(), 1, Integer::sum);
        if (outcome.word().equals(FAILED)) {
            failures.add(whole);
        }
    }

    /** Prints the sum; answers whether all went well. */
    synchronized boolean conclude() {
        System.out.println();
        System.out.println(counts);
        failures.forEach(System.out::println);
        return failures.isEmpty();
    }

    private record Outcome(String word, String why) {
    }

    /** A scenario and where it is played. */
    record Play(Scenario scenario, Stage stage) {
    }
}
