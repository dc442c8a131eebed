package org.colloque.messaging.event;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.colloque.protocol.id.EventId;

/** Reads stored events. Each method is one statement. */
public interface EventStore {

    Uni<List<StoredEvent>> byNumber(Collection<Long> numbers);

    Uni<List<StoredEvent>> byId(Collection<EventId> ids);

    /** As {@link RoomReads#timeline}. */
    Uni<List<StoredEvent>> timeline(long room, long from, boolean forward, int limit);

    /** As {@link RoomReads#authChain}. */
    Uni<Set<EventId>> authChain(long room, Collection<EventId> events);
}
