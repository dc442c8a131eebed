package org.colloque.messaging.testing;

import java.util.function.IntConsumer;
import org.colloque.messaging.database.RoundTrips;

/**
 * What an operation costs in round trips to the database. The count is of the whole process, and a node's timers and
 * other people's requests may fall into one measurement: they only ever add, so the least of several counts is the
 * operation's own.
 */
public final class Cost {

    /** How often each operation is measured. */
    public static final int MEASUREMENTS = 8;

    private Cost() {
    }

    /** The least that the operation cost; it is told which measurement it is in, from 0. */
    public static long of(RoundTrips roundTrips, IntConsumer operation) {
        long least = Long.MAX_VALUE;
        for (int measurement = 0; measurement < MEASUREMENTS; measurement++) {
            long before = roundTrips.total();
            operation.accept(measurement);
            least = Math.min(least, roundTrips.total() - before);
        }
        return least;
    }

    /** As {@link #of(RoundTrips, IntConsumer)}, for an operation that is the same each time. */
    public static long of(RoundTrips roundTrips, Runnable operation) {
        return of(roundTrips, measurement -> operation.run());
    }
}
