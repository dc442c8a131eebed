package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.EventStore;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.state.StateConflict;

/** Loads what state resolution reads: three statements, whatever the conflict, and one more for each thing nobody foresaw. */
@ApplicationScoped
class ResolutionSources {

    private static final List<StateKey> ALWAYS = List.of(StateKey.of(EventTypes.CREATE), StateKey.of(EventTypes.POWER_LEVELS),
            StateKey.of(EventTypes.JOIN_RULES));

    private final EventStore store;
    private final RoomReads reads;

    ResolutionSources(EventStore store, RoomReads reads) {
        this.store = store;
        this.reads = reads;
    }

    Uni<ResolutionSource> load(RoomDraft draft, List<StoredState> states, StateConflict conflict) {
        ResolutionSource source = new ResolutionSource();
        states.forEach(state -> state.state().entries().forEach(entry -> source.add(entry.getValue())));
        Set<EventId> whole = new HashSet<>(conflict.conflicted());
        ALWAYS.forEach(slot -> Optional.ofNullable(conflict.unconflicted().get(slot)).ifPresent(whole::add));
        if (draft.head().version().createEventIsRoomId()) {
            whole.add(draft.head().roomId().createEvent());
        }
        addDraft(draft, source, whole);
        return store.withAuthChains(whole).invoke(events -> events.forEach(source::add))
                .chain(() -> store.authLinks(conflict.unconflicted().values().stream().map(id -> source.ref(id).number()).toList()))
                .invoke(source::addLinks)
                .chain(() -> reads.byId(authorising(source, conflict)))
                .map(found -> {
                    found.values().forEach(source::add);
                    return source;
                });
    }

    /** Adds an event that turned out to be needed, with its auth chain. */
    Uni<Void> add(ResolutionSource source, EventId id) {
        return store.withAuthChains(Set.of(id)).invoke(events -> {
            if (events.isEmpty()) {
                throw new IllegalStateException("State resolution needs " + id + ", which is not held");
            }
            events.forEach(source::add);
        }).replaceWithVoid();
    }

    /** What stands in the draft only is not in the database yet; its auth events may be. */
    private static void addDraft(RoomDraft draft, ResolutionSource source, Set<EventId> whole) {
        for (NewEvent event : draft.events()) {
            source.add(event.stored(0));
            if (whole.remove(event.pdu().eventId()) || event.pdu().isState()) {
                whole.addAll(event.pdu().authEvents());
            }
        }
        draft.events().forEach(event -> whole.remove(event.pdu().eventId()));
    }

    /** The unconflicted state that may authorise what is judged anew. */
    private static Set<EventId> authorising(ResolutionSource source, StateConflict conflict) {
        Set<EventId> needed = new HashSet<>();
        for (StoredEvent event : source.events()) {
            for (StateKey slot : AuthEventSelection.slotsFor(event.pdu())) {
                EventId standing = conflict.unconflicted().get(slot);
                if (standing != null && !source.holds(standing)) {
                    needed.add(standing);
                }
            }
        }
        return needed;
    }
}
