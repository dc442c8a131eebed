package org.colloque.bridge.federation.outbound;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a destination that failed is left alone: twice as long each time, and never all of them at once. */
record BackOff(Duration minimum, Duration maximum, RandomGenerator random) {

    private static final double JITTER = 0.2;

    /** The wait after a wait, in milliseconds; 0 for none before. */
    long next(long last) {
        long doubled = last <= 0 ? minimum.toMillis() : Math.min(last * 2, maximum.toMillis());
        return Math.max(doubled, minimum.toMillis());
    }

    /** The wait with up to a fifth more or less. */
    long jittered(long interval) {
        return (long) (interval * (1 - JITTER + 2 * JITTER * random.nextDouble()));
    }
}
