package org.colloque.messaging.sync.sliding;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a connection remembers: the rooms that its client has, by their numbers, and the extensions whose data it has got. Immutable.
 */
record SentRooms(Map<Long, SentRoom> rooms, Set<String> extensions) {

    static final SentRooms NONE = new SentRooms(Map.of(), Set.of());

    Optional<SentRoom> of(long room) {
        return Optional.ofNullable(rooms.get(room));
    }

    /** The same with changes of rooms; this very object when there is no change. */
    SentRooms with(Map<Long, SentRoom> changes, Set<String> nowExtensions) {
        boolean same = extensions.equals(nowExtensions)
                && changes.entrySet().stream().allMatch(change -> change.getValue().equals(rooms.get(change.getKey())));
        if (same) {
            return this;
        }
        Map<Long, SentRoom> all = new HashMap<>(rooms);
        all.putAll(changes);
        return new SentRooms(all, Set.copyOf(nowExtensions));
    }
}
