package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomAppend.NewTransaction;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.policy.PolicyServer;

/** Adds an event of a local user to a draft: builds it on the draft's head, authorises, signs. It enters at Authorise. */
@Singleton
class LocalEvents {

    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);

    private final DraftReads reads;
    private final EventNaming naming;
    private final EventMaker maker;
    private final Redactions redactions;
    private final RoomPolicy policy;

    LocalEvents(DraftReads reads, EventNaming naming, EventMaker maker, Redactions redactions, RoomPolicy policy) {
        this.reads = reads;
        this.naming = naming;
        this.maker = maker;
        this.redactions = redactions;
        this.policy = policy;
    }

    /** Fails as {@link org.colloque.messaging.event.EventPipeline#send} does, and with {@link SignatureNeeded}. */
    Uni<EventRef> add(RoomDraft draft, EventDraft wanted) {
        EventTemplate template = maker.template(draft.head().version(), wanted);
        return policy.isNamed(draft) && PolicyServer.judges(template.slot())
                ? unjudged(draft).chain(() -> build(draft, wanted, template)) : build(draft, wanted, template);
    }

    private Uni<Void> unjudged(RoomDraft draft) {
        return policy.of(draft).invoke(server -> server.ifPresent(judge -> {
            throw new SignatureNeeded();
        })).replaceWithVoid();
    }

    private Uni<EventRef> build(RoomDraft draft, EventDraft wanted, EventTemplate template) {
        return reads.ground(draft, knownSlots(draft, template))
                .chain(ground -> naming.of(template).chain(names ->
                        add(draft, wanted, new Ground(template, ground, names))));
    }

    /** The slots that authorising an event needs, with the one that it fills itself. */
    static Set<StateKey> slots(RoomDraft draft, EventTemplate template) {
        Set<StateKey> slots = new HashSet<>(AuthEventSelection.slotsFor(draft.head().version(), template.type(),
                template.stateKey(), template.sender(), template.content()));
        slots.add(CREATE);
        template.slot().ifPresent(slots::add);
        return slots;
    }

    /** The same, all of which must be known. Fails with {@link StateUnknown}. */
    static Set<StateKey> knownSlots(RoomDraft draft, EventTemplate template) {
        Set<StateKey> slots = slots(draft, template);
        if (draft.head().partial() && slots.stream().anyMatch(slot -> slot.type().equals(EventTypes.MEMBER) && draft.head().isUnknown(slot))) {
            throw new StateUnknown();
        }
        return slots;
    }

    private Uni<EventRef> add(RoomDraft draft, EventDraft wanted, Ground ground) {
        Pdu event = maker.make(draft, ground.template, ground.made, wanted.originServerTs());
        return redactions.effectOfLocal(draft, event, ground.state()).map(effect -> {
            NewEvent made = append(draft, event, ground);
            effect.ifPresent(target -> redactions.apply(draft, made, target));
            wanted.transaction().ifPresent(transaction -> draft.add(new NewTransaction(ground.names.sender(), transaction.device(),
                    transaction.key(), made.number())));
            return made.ref();
        });
    }

    private static NewEvent append(RoomDraft draft, Pdu event, Ground ground) {
        NewEvent made = NewEvent.of(ground.names.number(), event, ground.names.slot(), ground.names.sender(),
                EventStatus.ACCEPTED, OptionalLong.of(draft.stored().id()),
                numbers(draft, event, ground), previous(draft, event), draft.nextPlace());
        draft.add(made);
        draft.extend(made.ref(), event.prevEvents(), event.depth());
        event.slot().ifPresent(slot -> Succession.fill(draft, made, slot, Optional.ofNullable(ground.state().get(slot)), ground.names));
        return made;
    }

    private static long[] numbers(RoomDraft draft, Pdu event, Ground ground) {
        List<EventRef> auth = ground.state().keySet().stream().flatMap(slot -> draft.head().state().get(slot).stream()).toList();
        return auth.stream().filter(ref -> event.authEvents().contains(ref.eventId())).mapToLong(EventRef::number).toArray();
    }

    private static long[] previous(RoomDraft draft, Pdu event) {
        return draft.head().extremities().stream().filter(ref -> event.prevEvents().contains(ref.eventId()))
                .mapToLong(EventRef::number).toArray();
    }

    /** The room's policy server must sign the event first, which takes too long to be done while the room waits. */
    static final class SignatureNeeded extends RuntimeException {

        SignatureNeeded() {
            super("The room's policy server must sign the event first.", null, false, false);
        }
    }

    /** The room's state is partial, and what lacks is needed to judge the event. */
    static final class StateUnknown extends RuntimeException {

        StateUnknown() {
            super("The room's state is not known well enough yet.", null, false, false);
        }
    }

    private record Ground(EventTemplate template, EventMaker.Ground made, EventNaming.Named names) {

        Map<StateKey, Pdu> state() {
            return made.state();
        }
    }
}
