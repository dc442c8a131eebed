package org.colloque.protocol.event;

import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/**
 * The place of a new event in the graph of its room.
 *
 * @param room absent only for the create event of a room whose id is made from that event
 * @param depth one more than the greatest depth of {@code prevEvents}; {@link #nextDepth} caps it
 */
public record EventPosition(Optional<RoomId> room, long depth, List<EventId> prevEvents, List<EventId> authEvents) {
    /** The greatest depth there is; events after it have the same. */
    public static final long MAX_DEPTH = (1L << 53) - 1;

    public EventPosition {
        prevEvents = List.copyOf(prevEvents);
        authEvents = List.copyOf(authEvents);
    }

    public static EventPosition in(RoomId room, long depth, List<EventId> prevEvents, List<EventId> authEvents) {
        return new EventPosition(Optional.of(room), depth, prevEvents, authEvents);
    }

    /** The place of a create event whose room gets its id from it. */
    public static EventPosition first() {
        return new EventPosition(Optional.empty(), 1, List.of(), List.of());
    }

    /** The place of a create event whose room has been given its id. */
    public static EventPosition first(RoomId room) {
        return in(room, 1, List.of(), List.of());
    }

    /** The depth of an event whose deepest predecessor has this depth. */
    public static long nextDepth(long deepest) {
        return Math.min(deepest + 1, MAX_DEPTH);
    }
}
