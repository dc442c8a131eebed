package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.PartialEntry;
import org.colloque.messaging.event.append.AppendStore;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomAppend.Link;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.pipeline.Incoming.Way;
import org.colloque.messaging.event.pipeline.PreparedIntake.Positions;
import org.colloque.messaging.event.state.Snapshot;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/** The step Append for an event that passed the checks: its place in timeline, graph and state. */
@ApplicationScoped
class Placement {

    private final States states;
    private final StateWriter writer;
    private final AppendStore store;
    private final Redactions redactions;

    Placement(States states, StateWriter writer, AppendStore store, Redactions redactions) {
        this.states = states;
        this.writer = writer;
        this.store = store;
        this.redactions = redactions;
    }

    /** The positions for events from the past. */
    Uni<Positions> positions(long room, Incoming incoming, EventBook book) {
        if (incoming.way() != Way.BACKFILL) {
            return Uni.createFrom().item(Positions.NONE);
        }
        List<Pdu> oldestFirst = Topology.byPrevious(incoming.events());
        Set<EventId> beyond = Topology.before(oldestFirst, book::hasState);
        Map<Boolean, List<Pdu>> fresh = oldestFirst.stream().filter(event -> !book.hasState(event.eventId()))
                .collect(Collectors.partitioningBy(event -> beyond.contains(event.eventId())));
        return positions(room, fresh.get(false)).chain(near -> positions(room, fresh.get(true)).map(near::and));
    }

    private Uni<Positions> positions(long room, List<Pdu> oldestFirst) {
        return oldestFirst.isEmpty() ? Uni.createFrom().item(Positions.NONE)
                : store.backfillPositions(room, oldestFirst.stream().map(Pdu::eventId).toList())
                        .map(taken -> Positions.of(oldestFirst, taken));
    }

    /** Adds an event that is accepted or soft-failed. */
    Uni<NewEvent> place(RoomDraft draft, Pdu event, StoredState before, EventStatus status, PreparedIntake prepared) {
        return redactions.before(draft, event, prepared.book()).chain(redaction -> {
            NewEvent.Place place = place(draft, event, status, prepared);
            NewEvent made = prepared.event(event, status, OptionalLong.of(before.id()), place);
            NewEvent placed = redaction.map(StoredEvent::ref).map(made::redacted).orElse(made);
            draft.add(placed);
            link(draft, placed, prepared);
            StoredState after = event.slot().map(slot -> after(draft, placed, slot, before)).orElse(before);
            return moveHead(draft, placed, before, after, prepared).chain(() -> writer.restate(draft, placed)).replaceWith(placed);
        });
    }

    /**
     * Keeps an event as rejected. One from the past holds its place all the same, though nobody sees it there: what lies before it is still
     * to be fetched.
     */
    void reject(RoomDraft draft, Pdu event, StoredState before, PreparedIntake prepared) {
        boolean past = prepared.incoming().way() == Way.BACKFILL;
        NewEvent.Place place = past ? new NewEvent.Place.Backfilled(prepared.positions().of(event.eventId())) : NewEvent.Place.NOWHERE;
        NewEvent rejected = prepared.event(event, EventStatus.REJECTED, OptionalLong.of(before.id()), place);
        draft.add(rejected);
        if (past) {
            link(draft, rejected, prepared);
        }
    }

    private static NewEvent.Place place(RoomDraft draft, Pdu event, EventStatus status, PreparedIntake prepared) {
        if (status != EventStatus.ACCEPTED) {
            return NewEvent.Place.NOWHERE;
        }
        if (prepared.incoming().way() == Way.BACKFILL) {
            return new NewEvent.Place.Backfilled(prepared.positions().of(event.eventId()));
        }
        return event.prevEvents().stream().allMatch(prepared.book()::hasState) ? draft.nextPlace() : draft.nextPlaceAfterGap();
    }

    private static StoredState after(RoomDraft draft, NewEvent event, StateKey slot, StoredState before) {
        StoredState after = Succession.after(before, event, slot);
        draft.add(after);
        return after;
    }

    private static void link(RoomDraft draft, NewEvent event, PreparedIntake prepared) {
        draft.add(new Link.Arrived(event.pdu().eventId()));
        for (EventId previous : event.pdu().prevEvents()) {
            if (!prepared.book().hasState(previous)) {
                draft.add(new Link.Missing(previous, event.number()));
            }
        }
    }

    private Uni<Void> moveHead(RoomDraft draft, NewEvent event, StoredState before, StoredState after, PreparedIntake prepared) {
        Way way = prepared.incoming().way();
        if (event.status() != EventStatus.ACCEPTED || way == Way.BACKFILL) {
            return Uni.createFrom().voidItem();
        }
        if (way == Way.ENTRY) {
            draft.extend(List.of(event.ref()), event.pdu().depth());
            return writer.makeCurrent(draft, after).invoke(() -> entered(draft, event, before, prepared));
        }
        boolean onTop = draft.head().extremities().stream().allMatch(end -> event.pdu().prevEvents().contains(end.eventId()));
        if (onTop && before.id() == draft.stored().id()) {
            draft.extend(event.ref(), event.pdu().prevEvents(), event.pdu().depth());
            return event.pdu().slot().map(slot -> writer.makeCurrent(draft, after, Map.of(slot, Optional.of(event.ref()))))
                    .orElseGet(() -> Uni.createFrom().voidItem());
        }
        return prepared.book().hasSuccessor(event.pdu().eventId()) ? fillGap(draft, event) : fork(draft, event, after);
    }

    private static void entered(RoomDraft draft, NewEvent join, StoredState before, PreparedIntake prepared) {
        Optional<PartialEntry> partial = prepared.incoming().partial();
        if (partial.isPresent()) {
            draft.entered(join.ref(), before.id(), partial.get());
        } else if (draft.head().partial()) {
            draft.whole(Snapshot.EMPTY);
        }
    }

    private Uni<Void> fork(RoomDraft draft, NewEvent event, StoredState after) {
        draft.extend(event.ref(), event.pdu().prevEvents(), event.pdu().depth());
        return states.current(draft, event, after).chain(current -> writer.makeCurrent(draft, current));
    }

    /** An event that others were built on already is no end of the graph; but what it is built on is none any more either. */
    private Uni<Void> fillGap(RoomDraft draft, NewEvent event) {
        List<EventRef> ends = draft.head().extremities().stream().filter(end -> !event.pdu().prevEvents().contains(end.eventId())).toList();
        if (ends.isEmpty() || ends.size() == draft.head().extremities().size()) {
            return Uni.createFrom().voidItem();
        }
        draft.extend(ends, draft.head().depth());
        return states.atEnds(draft).chain(current -> writer.makeCurrent(draft, current));
    }
}
