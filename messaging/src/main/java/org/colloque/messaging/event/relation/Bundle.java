package org.colloque.messaging.event.relation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.id.EventId;

/**
 * What is told together with an event of those that relate to it. Spec: client-server-api, "Aggregations of child events".
 *
 * @param edit       its newest valid replacement
 * @param references the events that refer to it, oldest first
 */
public record Bundle(Optional<StoredEvent> edit, Optional<Thread> thread, List<EventId> references) {

    /**
     * The thread that begins with an event. Spec: client-server-api, "Server-side aggregation of m.thread relationships".
     *
     * @param edit the newest valid replacement of the latest event
     */
    public record Thread(StoredEvent latest, Optional<StoredEvent> edit, long count, boolean participated) {
    }

    public boolean isEmpty() {
        return edit.isEmpty() && thread.isEmpty() && references.isEmpty();
    }

    /** The events that are told whole. */
    public Stream<StoredEvent> events() {
        return Stream.concat(edit.stream(), thread.stream().flatMap(told -> Stream.concat(Stream.of(told.latest), told.edit.stream())));
    }
}
