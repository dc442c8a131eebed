package org.colloque.bridge.testing;

import java.time.Duration;
import java.util.function.Supplier;

/** Waits for what must come to pass. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long STEP_MILLISECONDS = 50;

    private Eventually() {
    }

    /** Waits until the assertion holds; fails as it does when it does not in time. */
    public static void eventually(Runnable assertion) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError notYet) {
                if (System.nanoTime() > end) {
                    throw notYet;
                }
                pause();
            }
        }
    }

    /** Waits until there is such a thing. */
    public static <T> T awaited(Supplier<T> thing) {
        Object[] found = new Object[1];
        eventually(() -> {
            found[0] = thing.get();
            if (found[0] == null) {
                throw new AssertionError("it did not come");
            }
        });
        @SuppressWarnings("unchecked")
        T result = (T) found[0];
        return result;
    }

    private static void pause() {
        try {
            Thread.sleep(STEP_MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
