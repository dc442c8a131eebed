package org.colloque.messaging.stream;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Serial numbers for what lives in memory only. They are of this node, rise, and are near the time in milliseconds: a token of
 * another node is never far off, and what it may bring twice replaces itself.
 */
@Singleton
public class EphemeralSerial {

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    EphemeralSerial(Clock clock) {
        this.clock = clock;
    }

    public long next() {
        return last.updateAndGet(before -> Math.max(before + 1, clock.millis()));
    }

    /** The newest serial that was given, 0 if none was. */
    public long newest() {
        return last.get();
    }
}
