package org.colloque.interop;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what must come to pass. */
record Patience(Duration longest) {

    private static final long FIRST_STEP_MILLIS = 20;
    private static final long LONGEST_STEP_MILLIS = 400;

    static Patience of(Duration longest) {
        return new Patience(longest);
    }

    static Patience usual() {
        return new Patience(Duration.ofSeconds(20));
    }

    /** Returns when it is so; fails with what was awaited when it is not in time. */
    void until(String awaited, BooleanSupplier so) {
        find(awaited, () -> so.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** The same for a thing that comes into being. */
    <T> T find(String awaited, Supplier<Optional<T>> thing) {
        long end = System.nanoTime() + longest.toNanos();
        for (long step = FIRST_STEP_MILLIS;; step = Math.min(step * 2, LONGEST_STEP_MILLIS)) {
            Optional<T> found = thing.get();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new Failure("not within " + longest.toSeconds() + " s: " + awaited);
            }
            pause(step);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
