package org.colloque.protocol.state;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/**
 * The events that state resolution reads, loaded beforehand.
 *
 * <p>What must be there: with {@code T} the events that are in some of the state sets but not as the same event in all of them
 * ({@link StateConflict#conflicted()}),
 * <ul>
 * <li>the links ({@link #authEvents}) of every event of the state sets and of their full auth chains;
 * <li>the events themselves ({@link #get}) of {@code T} and of {@code T}'s full auth chain;
 * <li>of the unconflicted state, the create event, and what the authorisation rules may ask for: the events in the slots that
 * {@link org.colloque.protocol.auth.AuthEventSelection} names for the events above (a source that holds the whole unconflicted state has them),
 * and the full auth chain of its power levels event;
 * <li>in rooms whose id is that of the create event, the create event, which no {@code auth_events} names.
 * </ul>
 */
public interface EventSource {

    /**
     * The event with this id.
     *
     * @throws MissingEventException when it was not loaded; load it and resolve again
     */
    Pdu get(EventId id);

    /**
     * The event's {@code auth_events}. A source that keeps the links apart from the events answers from those, and need not load
     * the events of the unconflicted state's auth chains.
     *
     * @throws MissingEventException when they were not loaded
     */
    default List<EventId> authEvents(EventId id) {
        return get(id).authEvents();
    }

    /** Whether the event was rejected; a rejected event never authorises another one. */
    default boolean isRejected(EventId id) {
        return false;
    }

    /** The source that holds these events, none of them rejected. */
    static EventSource of(Map<EventId, Pdu> events) {
        return of(events, Set.of());
    }

    /** The source that holds these events, of which some were rejected. */
    static EventSource of(Map<EventId, Pdu> events, Set<EventId> rejected) {
        return new LoadedEvents(events, rejected);
    }
}
