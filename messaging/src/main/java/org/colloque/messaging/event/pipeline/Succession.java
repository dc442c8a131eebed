package org.colloque.messaging.event.pipeline;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.event.append.NewEvent;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.StateChange;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;

/** What a state event does to the state before it. */
final class Succession {

    /** The membership of who has none. */
    static final String NONE = "leave";

    private Succession() {
    }

    /** The state after an event. */
    static StoredState after(StoredState before, NewEvent event, StateKey slot) {
        return new StoredState(before.snapshot().with(event.number(), Map.of(event.slot(), event.number())),
                before.state().with(slot, event.ref()));
    }

    /** Lets an event that was just added to the head fill its slot of the current state. */
    static void fill(RoomDraft draft, NewEvent event, StateKey slot, Optional<Pdu> before, EventNaming.Named names) {
        StoredState after = after(draft.stored(), event, slot);
        draft.add(after);
        Optional<StateChange.Member> member = names.member().map(user -> new StateChange.Member(user, names.users().get(user),
                membership(before), membership(Optional.of(event.pdu()))));
        draft.state(after, List.of(new StateChange(slot, event.slot(), Optional.of(event.ref()), member)));
    }

    static String membership(Optional<Pdu> event) {
        return event.flatMap(Pdu::membership).orElse(NONE);
    }
}
