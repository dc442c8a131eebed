package org.colloque.protocol.event;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.room.RoomVersion;

/**
 * The place of a new event in the graph of its room.
 *
 * @param room absent only for the create event of a room whose id is made from that event
 * @param depth  one more than the greatest depth of {@code prevEvents}; {@link #nextDepth} caps it
 * @param hashes the reference hashes (unpadded base64) of the events before; read only where {@link RoomVersion#givesEventIds()}
 */
public record EventPosition(
        Optional<RoomId> room, long depth, List<EventId> prevEvents, List<EventId> authEvents, Map<EventId, String> hashes) {
    /** The greatest depth there is where events are strict JSON; events after it have the same. */
    public static final long MAX_DEPTH = (1L << 53) - 1;

    public EventPosition {
        prevEvents = List.copyOf(prevEvents);
        authEvents = List.copyOf(authEvents);
        hashes = Map.copyOf(hashes);
    }

    public static EventPosition in(RoomId room, long depth, List<EventId> prevEvents, List<EventId> authEvents) {
        return new EventPosition(Optional.of(room), depth, prevEvents, authEvents, Map.of());
    }

    /** The same place, with the reference hashes of the events before it. */
    public EventPosition hashed(Map<EventId, String> hashesOfEvents) {
        return new EventPosition(room, depth, prevEvents, authEvents, hashesOfEvents);
    }

    /** The place of a create event whose room gets its id from it. */
    public static EventPosition first() {
        return new EventPosition(Optional.empty(), 1, List.of(), List.of(), Map.of());
    }

    /** The place of a create event whose room has been given its id. */
    public static EventPosition first(RoomId room) {
        return in(room, 1, List.of(), List.of());
    }

    /** The depth of an event whose deepest predecessor has this depth. */
    public static long nextDepth(RoomVersion version, long deepest) {
        long max = version.strictCanonicalJson() ? MAX_DEPTH : Long.MAX_VALUE;
        return deepest >= max ? max : deepest + 1;
    }
}
