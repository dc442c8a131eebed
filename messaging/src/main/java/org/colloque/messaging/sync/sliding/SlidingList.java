package org.colloque.messaging.sync.sliding;

import java.util.List;

/**
 * A list of rooms. Spec: MSC4186, "SyncListConfig".
 *
 * @param ranges the places in the list that are looked at; empty for all
 */
public record SlidingList(RoomConfig config, List<Range> ranges, RoomListFilter filter) {

    /** Places in a list, from 0; both ends are in it. */
    public record Range(int first, int last) {

        boolean holds(int place) {
            return first <= place && place <= last;
        }
    }

    boolean holds(int place) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.holds(place));
    }

    /** Whether the order of so many rooms makes no difference. */
    boolean holdsAll(int size) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.first() == 0 && range.last() >= size - 1);
    }
}
