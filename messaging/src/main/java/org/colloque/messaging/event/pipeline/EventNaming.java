package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.names.Names;
import org.colloque.messaging.event.names.Numbers;
import org.colloque.messaging.event.names.SlotName;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.UserId;

/** Gives events, and what they name, their numbers. */
@Singleton
class EventNaming {

    private final Names names;
    private final Numbers numbers;

    EventNaming(Names names, Numbers numbers) {
        this.names = names;
        this.numbers = numbers;
    }

    /** The numbers for an event that is about to be made. No statement when its names were used before. */
    Uni<Named> of(EventTemplate template) {
        SlotName slot = new SlotName(template.type(), template.stateKey().orElse(null));
        Optional<UserId> member = member(slot);
        Set<UserId> users = new HashSet<>(List.of(template.sender()));
        member.ifPresent(users::add);
        return names.slots(Set.of(slot)).chain(slots -> names.users(users).chain(known -> numbers.take(1)
                .map(taken -> new Named(taken[0], slots.get(slot), known.get(template.sender()), member, known))));
    }

    /** The numbers for events that other servers made: at most two statements, whatever their number. */
    Uni<Batch> of(Collection<Pdu> events) {
        Set<SlotName> slots = new HashSet<>();
        Set<UserId> users = new HashSet<>();
        for (Pdu event : events) {
            SlotName slot = SlotName.of(event);
            slots.add(slot);
            users.add(event.sender());
            member(slot).ifPresent(users::add);
        }
        return names.slots(slots).chain(slotNumbers -> names.users(users).chain(userNumbers -> numbers.take(events.size())
                .map(taken -> new Batch(slotNumbers, userNumbers, taken))));
    }

    /** Numbers for states that were resolved. */
    Uni<long[]> take(int howMany) {
        return numbers.take(howMany);
    }

    /** The user whose membership the slot holds, if it is such a slot. */
    static Optional<UserId> member(SlotName slot) {
        if (!slot.type().equals(EventTypes.MEMBER) || slot.stateKey() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UserId(slot.stateKey()));
        } catch (InvalidIdentifierException notAUser) {
            return Optional.empty();
        }
    }

    /** PostgreSQL's text cannot hold the character NUL. @throws MatrixException {@code M_BAD_JSON} if the type or state key does */
    static void refuseNul(EventTemplate template) {
        if (template.type().indexOf('\0') >= 0 || template.stateKey().orElse("").indexOf('\0') >= 0) {
            throw MatrixException.badJson("An event's type and state key cannot hold the character NUL.");
        }
    }

    /**
     * One event's numbers.
     *
     * @param member whose membership it sets
     */
    record Named(long number, long slot, long sender, Optional<UserId> member, Map<UserId, Long> users) {
    }

    /** Numbers of many events: those of their names, and fresh ones for themselves. */
    record Batch(Map<SlotName, Long> slots, Map<UserId, Long> users, long[] fresh) {

        Named named(Pdu event, long number) {
            SlotName slot = SlotName.of(event);
            return new Named(number, slots.get(slot), users.get(event.sender()), EventNaming.member(slot), users);
        }
    }
}
