package org.colloque.protocol.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.colloque.protocol.auth.AuthState;
import org.colloque.protocol.auth.Authorisation;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/**
 * The iterative auth checks: takes events one after the other into a state when the authorisation rules allow them there.
 *
 * <p>Spec: rooms/v2 and rooms/v12, "State resolution", "Iterative auth checks".
 */
final class IterativeAuthChecks {
    private final EventSource events;
    private final Optional<Pdu> create;

    /** @param create the create event where no {@code auth_events} names it */
    IterativeAuthChecks(EventSource events, Optional<Pdu> create) {
        this.events = events;
        this.create = create;
    }

    /** Changes the state in place. */
    void apply(List<Pdu> sorted, Map<StateKey, EventId> state) {
        for (Pdu event : sorted) {
            if (Authorisation.check(event, new StateOrAuthEvents(event, state)).isAllowed()) {
                state.put(event.slot().orElseThrow(), event.eventId());
            }
        }
    }

    /** The state so far, and for a slot that it lacks the event's own auth event, unless that was rejected. */
    private final class StateOrAuthEvents implements AuthState {
        private final Pdu event;
        private final Map<StateKey, EventId> state;
        private Map<StateKey, Pdu> authEvents;

        private StateOrAuthEvents(Pdu event, Map<StateKey, EventId> state) {
            this.event = event;
            this.state = state;
        }

        @Override
        public Optional<Pdu> get(StateKey slot) {
            EventId current = state.get(slot);
            return current != null ? Optional.of(events.get(current)) : Optional.ofNullable(authEvents().get(slot));
        }

        @Override
        public Optional<Pdu> create() {
            return create.or(AuthState.super::create);
        }

        private Map<StateKey, Pdu> authEvents() {
            if (authEvents == null) {
                authEvents = new HashMap<>();
                event.authEvents().stream().filter(id -> !events.isRejected(id)).map(events::get).forEach(authEvent ->
                        authEvent.slot().ifPresent(slot -> authEvents.put(slot, authEvent)));
            }
            return authEvents;
        }
    }
}
