package org.colloque.messaging.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.LongAdder;

/** Counts the round trips to the database, for the metrics and for the test that holds each operation to its budget. */
@ApplicationScoped
public class RoundTrips {

    private final LongAdder count = new LongAdder();
    private final Counter meter;

    RoundTrips(MeterRegistry meters) {
        this.meter = meters.counter("colloque.database.round.trips");
    }

    /** All round trips since the start of this process. */
    public long total() {
        return count.sum();
    }

    void add(int trips) {
        count.add(trips);
        meter.increment(trips);
    }
}
