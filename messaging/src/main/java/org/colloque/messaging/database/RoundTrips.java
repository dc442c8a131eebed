package org.colloque.messaging.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.LongAdder;

/** Counts the round trips to the database, for the metrics and for the test that holds each operation to its budget. */
@Singleton
public class RoundTrips {

    private final LongAdder count = new LongAdder();
    private final Counter meter;
    private final RoundTrips aside;

    @Inject
    RoundTrips(MeterRegistry meters) {
        this.meter = meters.counter("colloque.database.round.trips");
        this.aside = new RoundTrips(meters.counter("colloque.database.round.trips.aside"));
    }

    private RoundTrips(Counter meter) {
        this.meter = meter;
        this.aside = this;
    }

    /** All round trips since the start of this process. */
    public long total() {
        return count.sum();
    }

    /** Counts what a node does for itself (reading the log): not part of any request's budget. */
    RoundTrips aside() {
        return aside;
    }

    void add(int trips) {
        count.add(trips);
        meter.increment(trips);
    }
}
