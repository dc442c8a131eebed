package org.colloque.messaging.event;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/** Reads stored events. Each method is one statement. */
public interface EventStore {

    Uni<List<StoredEvent>> byNumber(Collection<Long> numbers);

    Uni<List<StoredEvent>> byId(Collection<EventId> ids);

    /** As {@link RoomReads#timeline}. */
    Uni<List<StoredEvent>> timeline(long room, long from, boolean forward, int limit);

    /** As {@link RoomReads#byTime}. */
    Uni<List<StoredEvent>> byTime(long room, TimePoint from, boolean forward, int limit);

    /** As {@link RoomReads#authChain}. */
    Uni<Set<EventId>> authChain(long room, Collection<EventId> events);

    /** What is held of each of these, in their order: for one room or many it is one statement. */
    Uni<List<Book>> books(List<Wanted> wanted);

    /** These events with their full auth chains. */
    Uni<List<StoredEvent>> withAuthChains(Collection<EventId> ids);

    /** Those of these events that are held, by id, without their contents. */
    Uni<Map<EventId, Held>> held(Collection<EventId> ids);

    /** The auth events of these events, and of all events in their auth chains. */
    Uni<Map<EventId, List<EventId>>> authLinks(Collection<Long> events);

    /** Events of the timeline that were built on something that is not held, the newest first; at most 20. */
    Uni<List<EventId>> afterGaps(long room);

    /** Events by their ids, and the redactions in a room that name any of the targets. */
    record Wanted(long room, Collection<EventId> ids, Collection<EventId> targets) {
    }

    /** An event that is held. */
    record Held(EventRef ref, Optional<StateKey> slot, EventStatus status) {
    }

    /** Events, the redactions of some of them, and those that accepted events were built on before they came. */
    record Book(List<StoredEvent> events, Map<EventId, List<StoredEvent>> redactions, Set<EventId> succeeded) {
    }
}
