package org.colloque.messaging.event.pipeline;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.state.PersistentState;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.state.MissingEventException;
import org.colloque.protocol.state.StateConflict;
import org.colloque.protocol.state.StateResolution;

/** The step ResolveState: loads what the algorithm reads, and runs it on the worker pool. */
@ApplicationScoped
class ResolveState {

    private static final int RESOLVED = 500;

    private final ResolutionSources sources;
    private final StateWriter writer;
    /** A fork stays for many events; what its branches come to is the same for all of them. */
    private final Cache<Set<Long>, StoredState> resolved = Caffeine.newBuilder().maximumSize(RESOLVED).build();

    ResolveState(ResolutionSources sources, StateWriter writer) {
        this.sources = sources;
        this.writer = writer;
    }

    /** The one state that these come to; nothing is done when they are the same. The order does not matter. */
    Uni<StoredState> resolve(RoomDraft draft, List<StoredState> states) {
        if (states.size() == 1) {
            return Uni.createFrom().item(states.getFirst());
        }
        Set<Long> branches = states.stream().map(StoredState::id).collect(Collectors.toSet());
        StoredState known = resolved.getIfPresent(branches);
        if (known != null) {
            draft.add(known);
            return Uni.createFrom().item(known);
        }
        return resolveAnew(draft, states).invoke(state -> resolved.put(branches, state));
    }

    private Uni<StoredState> resolveAnew(RoomDraft draft, List<StoredState> states) {
        List<Map<StateKey, EventId>> sets = states.stream().map(state -> state.state().ids()).toList();
        StateConflict conflict = StateConflict.between(sets);
        if (conflict.isEmpty()) {
            return Uni.createFrom().item(states.getFirst());
        }
        return sources.load(draft, states, conflict)
                .chain(source -> resolve(draft, sets, source))
                .chain(state -> writer.store(draft, states.getFirst(), state));
    }

    private Uni<PersistentState> resolve(RoomDraft draft, List<Map<StateKey, EventId>> sets, ResolutionSource source) {
        return Uni.createFrom().item(() -> StateResolution.resolve(draft.head().version(), sets, source))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .map(state -> named(state, source))
                .onFailure(MissingEventException.class).recoverWithUni(missing ->
                        sources.add(source, ((MissingEventException) missing).eventId()).chain(() -> resolve(draft, sets, source)));
    }

    private static PersistentState named(Map<StateKey, EventId> resolved, ResolutionSource source) {
        Map<StateKey, EventRef> state = HashMap.newHashMap(resolved.size());
        resolved.forEach((slot, event) -> state.put(slot, source.ref(event)));
        return PersistentState.of(state);
    }
}
