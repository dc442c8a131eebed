package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomWork;
import org.colloque.messaging.event.partial.PartialRoom;
import org.colloque.messaging.event.state.PersistentState;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;

/**
 * Makes a partial state whole: what the state before our join lacked is added to it and to all that is stored as differences from it, and to
 * the current state, except where somebody has put something in the slot since. Events that were built on the part stay as they are: of the part
 * nothing is taken back, and nothing was judged by what was not in it.
 *
 * @param told what the state before our join holds
 */
record Completion(PartialRoom room, Map<StateKey, EventRef> told, ServerName thisServer, Snapshots snapshots, StateWriter writer)
        implements RoomWork<Void> {

    @Override
    public Uni<Void> apply(RoomDraft draft) {
        if (!draft.head().partial()) {
            return Uni.createFrom().voidItem();
        }
        return snapshots.get(room.number(), room.base()).emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(base -> complete(draft, base));
    }

    private Uni<Void> complete(RoomDraft draft, StoredState base) {
        Map<StateKey, EventRef> lacking = lackingIn(base.state());
        Map<StateKey, Optional<EventRef>> additions = new HashMap<>();
        lackingIn(draft.stored().state()).forEach((slot, event) -> additions.put(slot, Optional.of(event)));
        PersistentState next = draft.stored().state().with(additions);
        return writer.store(draft, StoredState.EMPTY, next)
                .chain(stored -> writer.fill(draft, stored, additions))
                .chain(() -> writer.growth(room.base(), lacking))
                .invoke(draft::whole)
                .chain(() -> writer.announce(draft, ours(draft)));
    }

    private Map<StateKey, EventRef> lackingIn(PersistentState state) {
        Map<StateKey, EventRef> lacking = new HashMap<>(told);
        lacking.keySet().removeIf(slot -> state.get(slot).isPresent());
        return lacking;
    }

    private Map<StateKey, EventRef> ours(RoomDraft draft) {
        String suffix = ":" + thisServer;
        return draft.stored().state().entries()
                .filter(entry -> entry.getKey().type().equals(EventTypes.MEMBER) && entry.getKey().stateKey().endsWith(suffix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
