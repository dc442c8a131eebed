package org.colloque.messaging.event;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;

/** Reading of rooms: heads, events, state, timelines. Who may see what is for the caller to decide ({@code Visibility}). */
public interface RoomReads {

    /** The head of a room; from memory when the room is warm. */
    Uni<Optional<RoomHead>> head(RoomId room);

    /** The head of a room with all that was appended up to a position that this node has read. */
    Uni<Optional<RoomHead>> head(RoomId room, long position);

    /** The events with these numbers; those that memory holds cost nothing, the others one statement together. */
    Uni<Map<Long, StoredEvent>> byNumber(Collection<Long> numbers);

    /** The events with these ids that this server holds. */
    Uni<Map<EventId, StoredEvent>> byId(Collection<EventId> ids);

    /** The events that stand in these slots of a state. */
    Uni<Map<StateKey, StoredEvent>> inState(RoomState state, Set<StateKey> slots);

    /** All events of a state. */
    Uni<List<StoredEvent>> all(RoomState state);

    /** The state that a snapshot number stands for. */
    Uni<RoomState> state(long room, long snapshot);

    /** The state before an event. Fails for an outlier, which has none. */
    Uni<RoomState> stateBefore(StoredEvent event);

    /** The state after an event: the state before it, with itself when it is an accepted state event. */
    Uni<RoomState> stateAfter(StoredEvent event);

    /**
     * Events of the timeline (accepted ones) in one direction from a position, exclusive.
     *
     * @param forward   true: rising positions above {@code from}; false: falling positions at or below {@code from}
     */
    Uni<List<StoredEvent>> timeline(long room, long from, boolean forward, int limit);

    /** Events of the timeline by the time that they carry, in one direction from a point, exclusive; the closest first. */
    Uni<List<StoredEvent>> byTime(long room, TimePoint from, boolean forward, int limit);

    /** The auth chains of these events (themselves not included), by id. */
    Uni<Set<EventId>> authChain(long room, Collection<EventId> events);
}
