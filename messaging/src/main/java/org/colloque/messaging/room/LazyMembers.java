package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.StateKey;

/** The member events that a client needs for the events it gets. Spec: client-server-api, "Lazy-loading room members". */
@ApplicationScoped
public class LazyMembers {

    private final RoomReads reads;

    LazyMembers(RoomReads reads) {
        this.reads = reads;
    }

    /** The members who sent the events; nothing when the filter does not load members lazily. */
    public Uni<List<StoredEvent>> of(RoomState state, List<StoredEvent> events, EventFilter filter) {
        return filter.lazyMembers() ? reads.inState(state, senders(events)).map(found -> List.copyOf(found.values()))
                : Uni.createFrom().item(List.of());
    }

    /** The whole state that the filter admits, members only as far as they sent the events when they are loaded lazily. */
    public Uni<List<StoredEvent>> stateFor(RoomState state, List<StoredEvent> events, EventFilter filter) {
        Set<StateKey> senders = senders(events);
        return reads.all(state).map(all -> all.stream()
                .filter(event -> filter.admits(event.pdu().type(), event.pdu().sender().value(), event.pdu().content()))
                .filter(event -> !filter.lazyMembers() || !event.pdu().type().equals(EventTypes.MEMBER)
                        || event.pdu().slot().filter(senders::contains).isPresent())
                .toList());
    }

    private static Set<StateKey> senders(List<StoredEvent> events) {
        return events.stream().map(event -> new StateKey(EventTypes.MEMBER, event.pdu().sender().value())).collect(Collectors.toSet());
    }
}
