package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomAppend.Link;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.auth.RedactionRule;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/** Which redactions take effect on what. Spec: rooms/v1, "Authorisation rules", rule 11; rooms/v3, "Handling redactions"; client-server-api, "Redactions". */
@ApplicationScoped
class Redactions {

    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);
    private static final StateKey POWER_LEVELS = StateKey.of(EventTypes.POWER_LEVELS);

    private static final Set<StateKey> AUTHORITY = Set.of(CREATE, POWER_LEVELS);

    private final RoomReads reads;
    private final DraftReads draftReads;

    Redactions(RoomReads reads, DraftReads draftReads) {
        this.reads = reads;
        this.draftReads = draftReads;
    }

    /** An event that a redaction takes effect on. */
    record Target(long number, Pdu event) {
    }

    /**
     * What a local user's redaction takes effect on, if that is known. Users may redact their own events; others need the power.
     * Fails with {@code M_FORBIDDEN}.
     */
    Uni<Optional<Target>> effectOfLocal(RoomDraft draft, Pdu event, Map<StateKey, Pdu> state) {
        if (event.redacts().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return target(draft, event.redacts().get()).map(found -> found.filter(target -> isIn(draft, target)).map(target -> {
            boolean own = target.event.sender().equals(event.sender());
            if (!own && !hasPower(event, state)) {
                throw MatrixException.forbidden("You need the power to redact what others have sent.");
            }
            return target;
        }));
    }

    /** Records a redaction, and lets it take effect on its target. */
    void apply(RoomDraft draft, NewEvent redaction, Target target) {
        draft.add(new Link.Redacts(target.event.eventId(), redaction.number()));
        draft.added(target.event.eventId()).ifPresentOrElse(added -> draft.replace(added.redacted(redaction.ref())),
                () -> draft.add(new Link.Redacted(target.number, redaction.number(), target.event.redacted())));
    }

    /** Whether another server's redaction takes effect. */
    static boolean takesEffect(Pdu redaction, Pdu target, Map<StateKey, Pdu> state) {
        return RedactionRule.applies(redaction, target, levels(redaction, state));
    }

    /**
     * Whether an incoming event may be shown. A redaction may not when its target is held and it has no power over it.
     * // NOTSPEC: a redaction whose target is not held yet is shown at once, because holding it back would let clients of different servers
     * see it at different places.
     */
    Uni<Boolean> mayTakeEffect(RoomDraft draft, Pdu event, StoredState before, EventBook book) {
        Optional<StoredEvent> target = event.redacts().flatMap(book::get).filter(held -> isIn(draft, target(held)));
        return target.isEmpty() ? Uni.createFrom().item(true)
                : draftReads.inState(draft, before.state(), AUTHORITY).map(state -> takesEffect(event, target.get().pdu(), state));
    }

    /** Lets an incoming redaction that was accepted take effect on what it names, now or when that arrives. */
    Uni<Void> connect(RoomDraft draft, NewEvent event, EventBook book) {
        if (event.status() == EventStatus.ACCEPTED && event.pdu().redacts().isPresent()) {
            EventId id = event.pdu().redacts().get();
            Optional<Target> target = book.get(id).map(Redactions::target).filter(held -> isIn(draft, held));
            target.ifPresentOrElse(held -> apply(draft, event, held), () -> draft.add(new Link.Redacts(id, event.number())));
        }
        return Uni.createFrom().voidItem();
    }

    /** The redaction that came before its target and takes effect on it. */
    Uni<Optional<StoredEvent>> before(RoomDraft draft, Pdu target, EventBook book) {
        List<StoredEvent> waiting = book.redactionsOf(target.eventId()).stream()
                .filter(redaction -> redaction.status() == EventStatus.ACCEPTED && redaction.snapshot().isPresent()).toList();
        if (waiting.isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        StoredEvent first = waiting.getFirst();
        return reads.state(draft.head().number(), first.snapshot().getAsLong())
                .chain(state -> draftReads.inState(draft, state, AUTHORITY))
                .map(state -> takesEffect(first.pdu(), target, state) ? Optional.of(first) : Optional.empty());
    }

    private static boolean hasPower(Pdu redaction, Map<StateKey, Pdu> state) {
        PowerLevels levels = levels(redaction, state);
        return levels.userLevel(redaction.sender()) >= levels.redact();
    }

    private static PowerLevels levels(Pdu redaction, Map<StateKey, Pdu> state) {
        return PowerLevels.of(redaction.roomVersion(), state.get(CREATE), Optional.ofNullable(state.get(POWER_LEVELS)));
    }

    private Uni<Optional<Target>> target(RoomDraft draft, EventId id) {
        Optional<NewEvent> added = draft.added(id);
        if (added.isPresent()) {
            return Uni.createFrom().item(added.map(event -> new Target(event.number(), event.pdu())));
        }
        return reads.byId(List.of(id)).map(found -> Optional.ofNullable(found.get(id)).map(Redactions::target));
    }

    private static Target target(StoredEvent event) {
        return new Target(event.number(), event.pdu());
    }

    private static boolean isIn(RoomDraft draft, Target target) {
        return target.event.roomId().equals(draft.head().roomId());
    }
}
