package org.colloque.messaging.event.visibility;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.messaging.accounts.Erasures;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.UserId;

/**
 * Redacts what erased users sent for those who were in the room neither at the event nor when its sender was erased: they joined
 * afterwards. Spec: client-server-api, {@code POST /account/deactivate}, {@code erase}.
 */
@ApplicationScoped
class ErasedSenders {

    private final Erasures erasures;
    private final RoomReads reads;

    ErasedSenders(Erasures erasures, RoomReads reads) {
        this.erasures = erasures;
        this.reads = reads;
    }

    /**
     * The events of one room, in the order given.
     *
     * @param present of these states, those in which the reader is in the room
     */
    Uni<List<StoredEvent>> hide(long room, List<StoredEvent> events, Function<Set<Long>, Uni<Set<Long>>> present) {
        return erasures.positions().chain(positions -> {
            List<StoredEvent> affected = events.stream()
                    .filter(event -> event.snapshot().isPresent() && positions.containsKey(event.pdu().sender())).toList();
            if (affected.isEmpty()) {
                return Uni.createFrom().item(events);
            }
            Map<UserId, Long> states = new HashMap<>();
            Set<UserId> senders = affected.stream().map(event -> event.pdu().sender()).collect(Collectors.toSet());
            return InTurn.each(senders, sender -> stateAt(room, positions.get(sender)).invoke(state -> states.put(sender, state)).replaceWithVoid())
                    .chain(() -> present.apply(states(affected, states)))
                    .map(seen -> events.stream().map(event -> show(event, states, seen)).toList());
        });
    }

    /** The state that a room had at a position; the empty one before it had any. */
    private Uni<Long> stateAt(long room, long position) {
        return reads.timeline(room, position, false, 1)
                .map(last -> last.stream().findFirst().map(event -> event.snapshotAfter().orElse(0)).orElse(0L));
    }

    private static Set<Long> states(List<StoredEvent> affected, Map<UserId, Long> atErasure) {
        Set<Long> states = affected.stream().map(event -> event.snapshot().getAsLong()).collect(Collectors.toSet());
        states.addAll(atErasure.values());
        states.remove(0L);
        return states;
    }

    private static StoredEvent show(StoredEvent event, Map<UserId, Long> atErasure, Set<Long> seen) {
        Long erased = event.snapshot().isEmpty() ? null : atErasure.get(event.pdu().sender());
        return erased == null || seen.contains(erased) || seen.contains(event.snapshot().getAsLong()) ? event : event.erasedCopy();
    }
}
