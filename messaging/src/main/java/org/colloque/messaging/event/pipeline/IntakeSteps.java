package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.pipeline.Incoming.Way;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/** What is done with each incoming event: Authorise, ResolveState, Append. Pure but for what it loads. */
@ApplicationScoped
class IntakeSteps {

    private final EventBooks books;
    private final EventNaming naming;
    private final Authorise authorise;
    private final States states;
    private final Placement placement;
    private final Redactions redactions;

    IntakeSteps(EventBooks books, EventNaming naming, Authorise authorise, States states, Placement placement, Redactions redactions) {
        this.books = books;
        this.naming = naming;
        this.authorise = authorise;
        this.states = states;
        this.placement = placement;
        this.redactions = redactions;
    }

    /** Loads and names what the events need. */
    Uni<PreparedIntake> prepare(RoomDraft draft, Incoming incoming) {
        List<Pdu> all = incoming.all().toList();
        return books.load(draft, incoming).chain(book -> naming.of(all)
                .chain(names -> placement.positions(draft.head().number(), incoming, book).map(positions -> new PreparedIntake(incoming, book, names, positions))));
    }

    /** Keeps an event of an auth chain or a told state, when its auth events allow it. */
    Verdict keepOutlier(RoomDraft draft, Pdu event, PreparedIntake prepared) {
        Optional<StoredEvent> held = prepared.book().get(event.eventId());
        if (held.isPresent()) {
            return new Verdict.Held(held.get().ref(), held.get().status(), false);
        }
        Set<EventId> missing = missingAuth(event, prepared.book());
        if (!missing.isEmpty()) {
            return new Verdict.Missing(Set.of(), missing);
        }
        Optional<String> refused = authorise.byAuthEvents(event, prepared.book());
        EventStatus status = refused.isPresent() ? EventStatus.REJECTED : EventStatus.OUTLIER;
        NewEvent kept = prepared.event(event, status, OptionalLong.empty(), NewEvent.Place.NOWHERE);
        draft.add(kept);
        return refused.<Verdict>map(Verdict.Rejected::new).orElseGet(() -> new Verdict.Held(kept.ref(), status, true));
    }

    /** Takes an event into the room, as far as the checks allow. */
    Uni<Verdict> take(RoomDraft draft, Pdu event, PreparedIntake prepared) {
        Optional<StoredEvent> held = prepared.book().get(event.eventId());
        if (held.filter(known -> known.status() != EventStatus.OUTLIER).isPresent()) {
            return item(new Verdict.Held(held.get().ref(), held.get().status(), false));
        }
        if (event.prevEvents().isEmpty()) {
            return beginning(draft, event, held.isPresent(), prepared);
        }
        Set<EventId> previous = prepared.incoming().statesBefore().containsKey(event.eventId())
                ? Set.of() : missingPrevious(event, prepared.book());
        Set<EventId> auth = missingAuth(event, prepared.book());
        if (!previous.isEmpty() || !auth.isEmpty()) {
            return item(new Verdict.Missing(previous, auth));
        }
        Pdu whole = whole(event, held);
        return states.before(draft, whole, prepared.book(), prepared.incoming()).chain(before -> judge(draft, whole, before, prepared));
    }

    /**
     * The event as it was sent, where either copy is that: a server gives history that ours was not to see in redacted form, and a state
     * that it told when we entered whole.
     */
    private static Pdu whole(Pdu event, Optional<StoredEvent> held) {
        return held.isEmpty() || EventSignatures.checkHash(event) ? event
                : held.map(StoredEvent::pdu).filter(EventSignatures::checkHash).orElse(event);
    }

    /** The create event, held since the room was entered, takes its place when history reaches back to it. There is no other beginning. */
    private Uni<Verdict> beginning(RoomDraft draft, Pdu event, boolean held, PreparedIntake prepared) {
        boolean reached = held && event.type().equals(EventTypes.CREATE) && prepared.incoming().way() == Way.BACKFILL;
        return reached ? judge(draft, event, StoredState.EMPTY, prepared) : item(new Verdict.Refused("It follows no event."));
    }

    private Uni<Verdict> judge(RoomDraft draft, Pdu event, StoredState before, PreparedIntake prepared) {
        Optional<String> byAuth = authorise.byAuthEvents(event, prepared.book());
        if (byAuth.isPresent()) {
            return item(reject(draft, event, before, byAuth.get(), prepared));
        }
        return authorise.byState(draft, event, before.state()).chain(byState -> byState.isPresent()
                ? item(reject(draft, event, before, byState.get(), prepared))
                : againstCurrent(draft, event, before, prepared).chain(status -> append(draft, event, before, status, prepared)));
    }

    /** Check 6, and that of the policy server's signature. What comes from the past, or enters a room anew, has no current state to be measured by. */
    private Uni<EventStatus> againstCurrent(RoomDraft draft, Pdu event, StoredState before, PreparedIntake prepared) {
        Uni<Boolean> allowed = prepared.incoming().way() != Way.LIVE || before.id() == draft.stored().id()
                ? Uni.createFrom().item(true)
                : authorise.byState(draft, event, draft.stored().state()).map(Optional::isEmpty);
        Uni<Boolean> recommended = prepared.incoming().way() != Way.LIVE ? allowed
                : allowed.chain(passes -> passes ? authorise.byPolicy(draft, event) : item(false));
        return recommended.chain(passes -> passes ? redactions.mayTakeEffect(draft, event, before, prepared.book()) : item(false))
                .map(passes -> passes ? EventStatus.ACCEPTED : EventStatus.SOFT_FAILED);
    }

    private Uni<Verdict> append(RoomDraft draft, Pdu event, StoredState before, EventStatus status, PreparedIntake prepared) {
        return placement.place(draft, event, before, status, prepared)
                .call(placed -> redactions.connect(draft, placed, prepared.book()))
                .map(placed -> new Verdict.Held(placed.ref(), status, true));
    }

    private Verdict reject(RoomDraft draft, Pdu event, StoredState before, String reason, PreparedIntake prepared) {
        placement.reject(draft, event, before, prepared);
        return new Verdict.Rejected(reason);
    }

    private static Set<EventId> missingAuth(Pdu event, EventBook book) {
        Set<EventId> missing = new LinkedHashSet<>(event.authEvents());
        missing.removeIf(id -> book.get(id).isPresent());
        return missing;
    }

    private static Set<EventId> missingPrevious(Pdu event, EventBook book) {
        Set<EventId> missing = new LinkedHashSet<>(event.prevEvents());
        missing.removeIf(book::hasState);
        return missing;
    }

    private static <T> Uni<T> item(T value) {
        return Uni.createFrom().item(value);
    }
}
