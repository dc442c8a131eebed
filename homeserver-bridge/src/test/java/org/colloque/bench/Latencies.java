package org.colloque.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** Times that were measured by many threads. */
final class Latencies {

    private long[] nanos = new long[1 << 12];
    private int size;

    synchronized void add(long took) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * size);
        }
        nanos[size++] = took;
    }

    synchronized int count() {
        return size;
    }

    /** The time within which so many per cent were, in milliseconds; not a number when nothing was measured. */
    synchronized double percentile(double percent) {
        if (size == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        int index = (int) Math.ceil(percent / 100 * size) - 1;
        return sorted[Math.max(0, index)] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
