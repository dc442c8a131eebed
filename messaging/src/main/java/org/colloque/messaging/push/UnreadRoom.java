package org.colloque.messaging.push;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.colloque.messaging.receipt.Receipt;

/**
 * What is unread for one user in one room: a base that the database counted up to a position, and since then each event that
 * notified, by its position, so that a receipt in the middle leaves what comes after it.
 */
final class UnreadRoom {

    private static final int MOST = 2_000;

    private record Notified(String thread, boolean highlight) {
    }

    private final Map<String, Counts> base = new HashMap<>();
    private final Map<String, Long> readTo = new HashMap<>();
    private final NavigableMap<Long, Notified> events = new TreeMap<>();

    void base(String thread, Counts counts) {
        base.put(thread, counts);
    }

    /** Takes a receipt; false when it lies within what only the database has counted, so that it must be asked again. */
    boolean read(String thread, long position, long countedTo) {
        Long before = readTo.get(thread);
        if (before != null && before >= position) {
            return true;
        }
        readTo.put(thread, position);
        events.headMap(position, true).values().removeIf(event -> covers(thread, event.thread()));
        if (base.keySet().stream().noneMatch(counted -> covers(thread, counted))) {
            return true;
        }
        if (position < countedTo) {
            return false;
        }
        base.keySet().removeIf(counted -> covers(thread, counted));
        return true;
    }

    void notified(long position, String thread, boolean highlight) {
        if (position > readTo.getOrDefault(thread, 0L) && position > readTo.getOrDefault(Receipt.UNTHREADED, 0L)) {
            events.put(position, new Notified(thread, highlight));
            if (events.size() > MOST) {
                var oldest = events.pollFirstEntry().getValue();
                base.merge(oldest.thread(), new Counts(1, oldest.highlight() ? 1 : 0), Counts::plus);
            }
        }
    }

    Map<String, Counts> counts() {
        Map<String, Counts> counts = new HashMap<>(base);
        events.values().forEach(event -> counts.merge(event.thread(), new Counts(1, event.highlight() ? 1 : 0), Counts::plus));
        return counts;
    }

    private static boolean covers(String receiptThread, String thread) {
        return receiptThread.equals(Receipt.UNTHREADED) || receiptThread.equals(thread);
    }
}
