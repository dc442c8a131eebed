package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.StateChange;
import org.colloque.messaging.event.names.Names;
import org.colloque.messaging.event.names.SlotName;
import org.colloque.messaging.event.state.PersistentState;
import org.colloque.messaging.event.state.Snapshot;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** Puts states into a draft: as something that events refer to, and as the current state of the room. */
@ApplicationScoped
class StateWriter {

    private final Names names;
    private final EventNaming naming;
    private final RoomReads reads;

    StateWriter(Names names, EventNaming naming, RoomReads reads) {
        this.names = names;
        this.naming = naming;
        this.reads = reads;
    }

    /** Adds a state under a number of its own, as a difference from another one; nothing is added when they are equal. */
    Uni<StoredState> store(RoomDraft draft, StoredState base, PersistentState state) {
        Map<StateKey, Optional<EventRef>> changes = base.state().changesTo(state);
        if (changes.isEmpty()) {
            return Uni.createFrom().item(base);
        }
        return slots(changes.keySet()).chain(slots -> naming.take(1).map(number -> {
            Map<Long, Long> differences = new HashMap<>();
            changes.forEach((slot, event) -> differences.put(slots.get(SlotName.of(slot)), event.map(EventRef::number).orElse(0L)));
            boolean whole = base.state().size() == 0;
            Snapshot snapshot = whole ? Snapshot.whole(number[0], differences) : base.snapshot().with(number[0], differences);
            StoredState stored = new StoredState(snapshot, base.state().with(changes));
            draft.add(stored);
            return stored;
        }));
    }

    /** Makes this state, which the draft or the database holds, the current one. */
    Uni<Void> makeCurrent(RoomDraft draft, StoredState next) {
        if (next.id() == draft.stored().id()) {
            return Uni.createFrom().voidItem();
        }
        return makeCurrent(draft, next, draft.stored().state().changesTo(next.state()));
    }

    /** As before, when it is known what changes. */
    Uni<Void> makeCurrent(RoomDraft draft, StoredState next, Map<StateKey, Optional<EventRef>> changes) {
        return stateChanges(draft, changes).invoke(found -> draft.state(next, found)).replaceWithVoid();
    }

    /** Makes this the current state, which is the one before with what it lacked. */
    Uni<Void> fill(RoomDraft draft, StoredState next, Map<StateKey, Optional<EventRef>> additions) {
        return stateChanges(draft, additions).invoke(found -> draft.fill(next, found)).replaceWithVoid();
    }

    /** Lets those of this server who are joined hear of the room as if they had joined it now. */
    Uni<Void> announce(RoomDraft draft, Map<StateKey, EventRef> joined) {
        Map<StateKey, Optional<EventRef>> standing = new HashMap<>();
        joined.forEach((slot, event) -> standing.put(slot, Optional.of(event)));
        return stateChanges(draft, standing).invoke(found -> found.forEach(change -> change.member()
                .filter(member -> member.to().equals("join"))
                .ifPresent(member -> draft.restate(new StateChange(change.slot(), change.slotNumber(), change.event(), Optional.of(
                        new StateChange.Member(member.user(), member.number(), Succession.NONE, member.to()))))))).replaceWithVoid();
    }

    /** The numbers of a state's slots as a difference from one that has none of them. */
    Uni<Snapshot> growth(long base, Map<StateKey, EventRef> additions) {
        return slots(additions.keySet()).map(slots -> {
            Map<Long, Long> differences = new HashMap<>();
            additions.forEach((slot, event) -> differences.put(slots.get(SlotName.of(slot)), event.number()));
            return Snapshot.whole(base, differences);
        });
    }

    private Uni<List<StateChange>> stateChanges(RoomDraft draft, Map<StateKey, Optional<EventRef>> changes) {
        PersistentState before = draft.stored().state();
        Set<UserId> users = new HashSet<>();
        Set<Long> members = new HashSet<>();
        changes.forEach((slot, event) -> EventNaming.member(SlotName.of(slot)).ifPresent(user -> {
            users.add(user);
            event.map(EventRef::number).ifPresent(members::add);
            before.get(slot).map(EventRef::number).ifPresent(members::add);
        }));
        return slots(changes.keySet()).chain(slots -> names.users(users).chain(numbers -> pdus(draft, members).map(pdus -> {
            List<StateChange> stateChanges = new ArrayList<>();
            changes.forEach((slot, event) -> stateChanges.add(new StateChange(slot, slots.get(SlotName.of(slot)), event,
                    EventNaming.member(SlotName.of(slot)).map(user -> new StateChange.Member(user, numbers.get(user),
                            membership(before.get(slot), pdus), membership(event, pdus))))));
            return stateChanges;
        })));
    }

    /**
     * Lets those in the room hear what stands in the slot of an event that was just given its place in the log, when that is another one: the
     * event lost by resolution.
     */
    Uni<Void> restate(RoomDraft draft, NewEvent event) {
        Optional<StateKey> slot = event.pdu().slot().filter(ignored -> event.place() instanceof NewEvent.Place.Live && draft.head().isLocal());
        Optional<EventRef> standing = slot.flatMap(draft.stored().state()::get);
        if (slot.isEmpty() || standing.filter(event.ref()::equals).isPresent()) {
            return Uni.createFrom().voidItem();
        }
        Optional<UserId> user = EventNaming.member(SlotName.of(slot.get()));
        return names.users(user.stream().toList()).chain(numbers -> pdus(draft, standing.map(EventRef::number).stream().collect(Collectors.toSet()))
                .invoke(pdus -> draft.restate(new StateChange(slot.get(), event.slot(), standing,
                        user.map(member -> new StateChange.Member(member, numbers.get(member),
                                Succession.membership(Optional.of(event.pdu())), membership(standing, pdus))))))).replaceWithVoid();
    }

    private static String membership(Optional<EventRef> event, Map<Long, Pdu> pdus) {
        return Succession.membership(event.map(EventRef::number).map(pdus::get));
    }

    private Uni<Map<Long, Pdu>> pdus(RoomDraft draft, Set<Long> numbers) {
        Map<Long, Pdu> found = new HashMap<>();
        Set<Long> elsewhere = new HashSet<>(numbers);
        for (NewEvent made : draft.events()) {
            if (elsewhere.remove(made.number())) {
                found.put(made.number(), made.pdu());
            }
        }
        return reads.byNumber(elsewhere).map(stored -> {
            for (StoredEvent event : stored.values()) {
                found.put(event.number(), event.pdu());
            }
            return found;
        });
    }

    private Uni<Map<SlotName, Long>> slots(Set<StateKey> slots) {
        return names.slots(slots.stream().map(SlotName::of).toList());
    }
}
