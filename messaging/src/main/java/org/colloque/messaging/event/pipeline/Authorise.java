package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomState;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.protocol.auth.AuthDecision;
import org.colloque.protocol.auth.AuthEventSelection;
import org.colloque.protocol.auth.AuthEventsCheck;
import org.colloque.protocol.auth.AuthState;
import org.colloque.protocol.auth.Authorisation;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;

/** The step Authorise. Spec: server-server-api, "Checks performed on receipt of a PDU", checks 4 to 6. */
@ApplicationScoped
class Authorise {

    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);

    private final DraftReads reads;
    private final RoomPolicy policy;

    Authorise(DraftReads reads, RoomPolicy policy) {
        this.reads = reads;
        this.policy = policy;
    }

    /** Whether the policy server that the room has by now recommends the event. */
    Uni<Boolean> byPolicy(RoomDraft draft, Pdu event) {
        return policy.recommends(draft, event);
    }

    /** Check 4: by the event's own auth events, all of which must be in the book. The reason when it is refused. */
    Optional<String> byAuthEvents(Pdu event, EventBook book) {
        List<StoredEvent> auth = event.authEvents().stream().map(id -> book.get(id).orElseThrow()).toList();
        Set<EventId> rejected = auth.stream().filter(held -> held.status() == EventStatus.REJECTED)
                .map(held -> held.pdu().eventId()).collect(Collectors.toSet());
        List<Pdu> pdus = auth.stream().map(StoredEvent::pdu).toList();
        return reason(() -> AuthEventsCheck.check(event, pdus, rejected::contains))
                .or(() -> reason(() -> Authorisation.check(event, AuthState.of(withCreate(event.roomId(), pdus, book)))));
    }

    /** Checks 5 and 6: by a state. The reason when it is refused. */
    Uni<Optional<String>> byState(RoomDraft draft, Pdu event, RoomState state) {
        Set<StateKey> slots = new HashSet<>(AuthEventSelection.slotsFor(event));
        slots.add(CREATE);
        return reads.inState(draft, state, slots)
                .map(found -> reason(() -> Authorisation.check(event, AuthState.of(found))));
    }

    private static Map<StateKey, Pdu> withCreate(RoomId room, List<Pdu> auth, EventBook book) {
        Map<StateKey, Pdu> state = new HashMap<>();
        auth.forEach(event -> event.slot().ifPresent(slot -> state.put(slot, event)));
        if (!state.containsKey(CREATE) && room.server().isEmpty()) {
            book.get(room.createEvent()).ifPresent(create -> state.put(CREATE, create.pdu()));
        }
        return state;
    }

    /** A stranger's event may break any expectation; that refuses the event, and nothing else. */
    private static Optional<String> reason(Rules rules) {
        try {
            return rules.check() instanceof AuthDecision.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
        } catch (RuntimeException malformed) {
            return Optional.of("It is malformed: " + malformed.getMessage());
        }
    }

    private interface Rules {
        AuthDecision check();
    }
}
