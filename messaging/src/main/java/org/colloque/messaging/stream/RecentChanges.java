package org.colloque.messaging.stream;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The newest changes of the log in memory, in order of position; filled by the tail alone. */
@Singleton
public class RecentChanges {

    private static final int CAPACITY = 1 << 14;

    private final Change[] ring = new Change[CAPACITY];
    private long first;
    private long end;
    private long oldest;
    private long newest;

    /** All changes after this position, up to {@link #newest()}, are in memory. */
    public synchronized long oldest() {
        return oldest;
    }

    /** The position up to which the tail has read: everything at or below it is visible to syncs of this node. */
    public synchronized long newest() {
        return newest;
    }

    /** Whether all changes after this position are in memory. */
    public synchronized boolean holdsAllAfter(long position) {
        return position >= oldest;
    }

    /** The changes after one position and at or below another; complete only if {@link #holdsAllAfter}. */
    public synchronized List<Change> between(long after, long upTo) {
        List<Change> changes = new ArrayList<>();
        for (long i = firstAfter(after); i < end && at(i).position() <= upTo; i++) {
            changes.add(at(i));
        }
        return changes;
    }

    /** The changes after a position; complete only if {@link #holdsAllAfter}. */
    public List<Change> after(long position) {
        return between(position, Long.MAX_VALUE);
    }

    synchronized void add(List<Change> changes) {
        for (Change change : changes) {
            if (end - first == CAPACITY) {
                oldest = at(first).position();
                first++;
            }
            ring[(int) (end++ % CAPACITY)] = change;
            newest = change.position();
        }
    }

    /** Forgets everything; the log goes on after this position. */
    synchronized void restart(long position) {
        Arrays.fill(ring, null);
        first = end;
        oldest = position;
        newest = position;
    }

    private Change at(long index) {
        return ring[(int) (index % CAPACITY)];
    }

    private long firstAfter(long position) {
        long low = first;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (at(middle).position() <= position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
