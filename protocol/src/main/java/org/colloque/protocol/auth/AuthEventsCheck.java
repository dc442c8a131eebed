package org.colloque.protocol.auth;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/**
 * What an event says of its own {@code auth_events}: rule 2, or 3 in version 12.
 *
 * <p>Spec: rooms/v1 to rooms/v11, "Authorisation rules", rule 2; rooms/v12, rule 3; server-server-api, "Auth events selection".
 */
public final class AuthEventsCheck {
    private final Pdu event;
    private final List<Pdu> authEvents;
    private final Predicate<EventId> rejected;

    private AuthEventsCheck(Pdu event, List<Pdu> authEvents, Predicate<EventId> rejected) {
        this.event = event;
        this.authEvents = authEvents;
        this.rejected = rejected;
    }

    /**
     * Judges an event's {@code auth_events}. A create event is allowed whatever it names: its own rule decides.
     *
     * @param authEvents the events that {@code event.authEvents()} names, one for each entry; a caller that lacks one cannot judge yet
     * @param rejected   whether an event was itself rejected
     */
    public static AuthDecision check(Pdu event, List<Pdu> authEvents, Predicate<EventId> rejected) {
        if (event.type().equals(EventTypes.CREATE)) {
            return AuthDecision.allowed();
        }
        return new AuthEventsCheck(event, authEvents, rejected).decide();
    }

    private AuthDecision decide() {
        String rule = event.roomVersion().createEventIsRoomId() ? "3" : "2";
        return refusal(hasDuplicates(), rule + ".1", "Two auth events are of the same type and state key.")
                .or(() -> refusal(hasUnexpected(), rule + ".2", "An auth event is not one that this event needs."))
                .or(() -> refusal(hasRejected(), rule + ".3", "An auth event was rejected itself."))
                .or(() -> refusal(lacksCreate(), rule + ".4", "There is no create event among the auth events."))
                .or(() -> refusal(hasForeign(), rule + ".5", "An auth event is of another room."))
                .orElse(AuthDecision.allowed());
    }

    private static Optional<AuthDecision> refusal(boolean refused, String rule, String reason) {
        return refused ? Optional.of(new AuthDecision.Refused(rule, reason)) : Optional.empty();
    }

    /** Rule 2.1, or 3.1 in version 12. */
    private boolean hasDuplicates() {
        Set<StateKey> seen = new HashSet<>();
        boolean sameEvent = new HashSet<>(event.authEvents()).size() < event.authEvents().size();
        return sameEvent || authEvents.stream().filter(Pdu::isState).anyMatch(authEvent -> !seen.add(slotOf(authEvent)));
    }

    /** Rule 2.2, or 3.2 in version 12. */
    private boolean hasUnexpected() {
        Set<StateKey> expected = AuthEventSelection.slotsFor(event);
        return authEvents.stream().anyMatch(authEvent -> !authEvent.isState() || !expected.contains(slotOf(authEvent)));
    }

    /** Rule 2.3, or 3.3 in version 12. */
    private boolean hasRejected() {
        return authEvents.stream().map(Pdu::eventId).anyMatch(rejected);
    }

    /** Rule 2.4; version 12 has none. */
    private boolean lacksCreate() {
        return !event.roomVersion().createEventIsRoomId() && authEvents.stream().noneMatch(authEvent -> authEvent.type().equals(EventTypes.CREATE));
    }

    /** Rule 2.5, or 3.5 in version 12. */
    private boolean hasForeign() {
        return authEvents.stream().anyMatch(authEvent -> !authEvent.roomId().equals(event.roomId()));
    }

    private static StateKey slotOf(Pdu stateEvent) {
        return stateEvent.slot().orElseThrow();
    }
}
