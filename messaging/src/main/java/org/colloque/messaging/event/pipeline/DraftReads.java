package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.protocol.event.EventReferences;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/** Reads events of which some stand in a draft only. */
@Singleton
class DraftReads {

    private final RoomReads reads;

    DraftReads(RoomReads reads) {
        this.reads = reads;
    }

    /** The events in these slots of a state; slots that are empty are left out. No statement for what memory holds. */
    Uni<Map<StateKey, Pdu>> inState(RoomDraft draft, RoomState state, Set<StateKey> slots) {
        Map<StateKey, EventRef> refs = HashMap.newHashMap(slots.size());
        slots.forEach(slot -> state.get(slot).ifPresent(event -> refs.put(slot, event)));
        return byNumber(draft, refs.values()).map(events -> {
            Map<StateKey, Pdu> found = HashMap.newHashMap(refs.size());
            refs.forEach((slot, event) -> found.put(slot, events.get(event.number())));
            return found;
        });
    }

    /** What an event on the head of a draft is built upon: the state in these slots, and what it names. No statement for what memory holds. */
    Uni<EventMaker.Ground> ground(RoomDraft draft, Set<StateKey> slots) {
        return inState(draft, draft.head().state(), slots).chain(state -> !draft.head().version().givesEventIds()
                ? Uni.createFrom().item(new EventMaker.Ground(state, Map.of()))
                : byNumber(draft, EventMaker.previous(draft.head())).map(previous -> {
                    Map<EventId, String> hashes = new HashMap<>(EventReferences.hashesOf(previous.values()));
                    hashes.putAll(EventReferences.hashesOf(state.values()));
                    return new EventMaker.Ground(state, hashes);
                }));
    }

    private Uni<Map<Long, Pdu>> byNumber(RoomDraft draft, Collection<EventRef> refs) {
        Map<Long, Pdu> found = HashMap.newHashMap(refs.size());
        List<Long> elsewhere = new ArrayList<>();
        for (EventRef ref : refs) {
            draft.added(ref.eventId()).map(NewEvent::pdu)
                    .ifPresentOrElse(event -> found.put(ref.number(), event), () -> elsewhere.add(ref.number()));
        }
        return elsewhere.isEmpty() ? Uni.createFrom().item(found) : reads.byNumber(elsewhere).map(stored -> {
            for (StoredEvent event : stored.values()) {
                found.put(event.number(), event.pdu());
            }
            return found;
        });
    }
}
