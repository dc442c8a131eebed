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

    private record Base(Counts counts, long countedTo) {

        Base plus(Base more) {
            return new Base(counts.plus(more.counts), Math.max(countedTo, more.countedTo));
        }
    }

    private final Map<String, Base> base = new HashMap<>();
    private final Map<String, Long> readTo = new HashMap<>();
    private final NavigableMap<Long, Notified> events = new TreeMap<>();
    /** Base and events added up: each sync asks for it, and few change it. Null when it is to be added up again. */
    private Map<String, Counts> total;

    void base(String thread, Counts counts, long countedTo) {
        base.put(thread, new Base(counts, countedTo));
        total = null;
    }

    /** Takes a receipt; false when it lies within what only the database has counted, so that it must be asked again. */
    boolean read(String thread, long position) {
        Long before = readTo.get(thread);
        if (before != null && before >= position) {
            return true;
        }
        readTo.put(thread, position);
        total = null;
        events.headMap(position, true).values().removeIf(event -> covers(thread, event.thread()));
        base.entrySet().removeIf(counted -> covers(thread, counted.getKey()) && counted.getValue().countedTo() <= position);
        return base.keySet().stream().noneMatch(counted -> covers(thread, counted));
    }

    void notified(long position, String thread, boolean highlight) {
        if (position > readTo.getOrDefault(thread, 0L) && position > readTo.getOrDefault(Receipt.UNTHREADED, 0L)) {
            var event = new Notified(thread, highlight);
            if (events.put(position, event) == null && total != null) {
                total.merge(thread, one(event), Counts::plus);
            }
            if (events.size() > MOST) {
                var oldest = events.pollFirstEntry();
                base.merge(oldest.getValue().thread(), new Base(one(oldest.getValue()), oldest.getKey()), Base::plus);
            }
        }
    }

    Map<String, Counts> counts() {
        if (total == null) {
            total = addedUp();
        }
        return Map.copyOf(total);
    }

    private Map<String, Counts> addedUp() {
        Map<String, Counts> counts = new HashMap<>();
        base.forEach((thread, counted) -> counts.put(thread, counted.counts()));
        events.values().forEach(event -> counts.merge(event.thread(), one(event), Counts::plus));
        return counts;
    }

    private static Counts one(Notified event) {
        return new Counts(1, event.highlight() ? 1 : 0);
    }

    private static boolean covers(String receiptThread, String thread) {
        return receiptThread.equals(Receipt.UNTHREADED) || receiptThread.equals(thread);
    }
}
