package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.pipeline.Incoming.Way;
import org.colloque.messaging.event.state.PersistentState;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/** The states around an event: before it by its previous events, and the current one by the ends of the graph. */
@ApplicationScoped
class States {

    private final Snapshots snapshots;
    private final ResolveState resolution;
    private final RoomReads reads;
    private final StateWriter writer;

    States(Snapshots snapshots, ResolveState resolution, RoomReads reads, StateWriter writer) {
        this.snapshots = snapshots;
        this.resolution = resolution;
        this.reads = reads;
        this.writer = writer;
    }

    /** The state before an event; every previous event must be held with its state, or another server must have told the state. */
    Uni<StoredState> before(RoomDraft draft, Pdu event, EventBook book, Incoming incoming) {
        List<EventId> told = incoming.statesBefore().get(event.eventId());
        if (told != null) {
            return told(draft, told, book, incoming)
                    .chain(state -> incoming.way() == Way.ENTRY ? Uni.createFrom().item(state) : join(draft, event, book, state));
        }
        Set<EventId> ends = draft.head().extremities().stream().map(EventRef::eventId).collect(Collectors.toSet());
        if (!ends.isEmpty() && ends.equals(Set.copyOf(event.prevEvents()))) {
            return Uni.createFrom().item(draft.stored());
        }
        return after(draft, event.prevEvents().stream().map(id -> book.get(id).orElseThrow()).toList());
    }

    /** The state after several events together. */
    Uni<StoredState> after(RoomDraft draft, Collection<StoredEvent> events) {
        Set<Long> ids = new LinkedHashSet<>();
        events.forEach(event -> event.snapshotAfter().ifPresent(ids::add));
        return states(draft, ids).chain(states -> resolution.resolve(draft, states));
    }

    /** The state at the ends of the graph as they are in the draft. */
    Uni<StoredState> atEnds(RoomDraft draft) {
        return held(draft, draft.head().extremities()).chain(ends -> after(draft, ends));
    }

    /** The current state once this event is an end of the graph; {@code after} is the state after it alone. */
    Uni<StoredState> current(RoomDraft draft, NewEvent event, StoredState after) {
        List<EventRef> others = draft.head().extremities().stream().filter(end -> end.number() != event.number()).toList();
        if (others.isEmpty()) {
            return Uni.createFrom().item(after);
        }
        return held(draft, others).chain(ends -> {
            Set<Long> ids = new LinkedHashSet<>();
            ends.forEach(end -> end.snapshotAfter().ifPresent(ids::add));
            ids.remove(after.id());
            return states(draft, ids).chain(states -> {
                List<StoredState> all = new ArrayList<>(states);
                all.add(after);
                return resolution.resolve(draft, all);
            });
        });
    }

    /** What another server told is one branch; those previous events that are held are the others. */
    private Uni<StoredState> join(RoomDraft draft, Pdu event, EventBook book, StoredState told) {
        List<StoredEvent> held = event.prevEvents().stream().filter(book::hasState).map(id -> book.get(id).orElseThrow()).toList();
        if (held.isEmpty()) {
            return Uni.createFrom().item(told);
        }
        Set<Long> ids = new HashSet<>();
        held.forEach(previous -> ids.add(previous.snapshotAfter().getAsLong()));
        return states(draft, ids).chain(states -> {
            List<StoredState> all = new ArrayList<>(states);
            all.add(told);
            return resolution.resolve(draft, all);
        });
    }

    /** A part of a state is stored by itself: it will grow. */
    private Uni<StoredState> told(RoomDraft draft, List<EventId> ids, EventBook book, Incoming incoming) {
        Map<StateKey, EventRef> state = HashMap.newHashMap(ids.size());
        for (EventId id : ids) {
            Optional<StoredEvent> held = book.get(id).filter(event -> event.status() != EventStatus.REJECTED);
            held.ifPresent(event -> event.pdu().slot().ifPresent(slot -> state.put(slot, event.ref())));
        }
        return writer.store(draft, incoming.partial().isPresent() ? StoredState.EMPTY : draft.stored(), PersistentState.of(state));
    }

    private Uni<List<StoredState>> states(RoomDraft draft, Set<Long> ids) {
        Map<Long, StoredState> found = new HashMap<>();
        Set<Long> elsewhere = new HashSet<>(ids);
        for (StoredState made : draft.states()) {
            if (elsewhere.remove(made.id())) {
                found.put(made.id(), made);
            }
        }
        if (elsewhere.remove(draft.stored().id())) {
            found.put(draft.stored().id(), draft.stored());
        }
        return snapshots.get(draft.head().number(), elsewhere).map(loaded -> {
            found.putAll(loaded);
            return ids.stream().map(found::get).toList();
        });
    }

    /** Events of the room that the draft or the database holds. */
    Uni<List<StoredEvent>> held(RoomDraft draft, List<EventRef> refs) {
        List<StoredEvent> found = new ArrayList<>();
        List<Long> elsewhere = new ArrayList<>();
        for (EventRef ref : refs) {
            draft.added(ref.eventId()).ifPresentOrElse(made -> found.add(made.stored(0)), () -> elsewhere.add(ref.number()));
        }
        return reads.byNumber(elsewhere).map(loaded -> {
            found.addAll(loaded.values());
            return found;
        });
    }
}
