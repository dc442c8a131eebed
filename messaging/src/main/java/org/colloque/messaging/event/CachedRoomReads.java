package org.colloque.messaging.event;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.colloque.messaging.event.append.RoomHeads;
import org.colloque.messaging.event.append.WarmRoom;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;

/** {@link RoomReads} from memory where it can, with one statement for what is left. */
@Singleton
public class CachedRoomReads implements RoomReads {

    private final RoomHeads heads;
    private final EventCache cache;
    private final EventStore store;
    private final Snapshots snapshots;

    CachedRoomReads(RoomHeads heads, EventCache cache, EventStore store, Snapshots snapshots) {
        this.heads = heads;
        this.cache = cache;
        this.store = store;
        this.snapshots = snapshots;
    }

    @Override
    public Uni<Optional<RoomHead>> head(RoomId room) {
        return heads.get(room).map(found -> found.map(WarmRoom::head));
    }

    @Override
    public Uni<Optional<RoomHead>> head(RoomId room, long position) {
        return heads.get(room, position).map(found -> found.map(WarmRoom::head));
    }

    @Override
    public Uni<Map<Long, StoredEvent>> byNumber(Collection<Long> numbers) {
        return find(numbers, cache::get, store::byNumber, StoredEvent::number);
    }

    @Override
    public Uni<Map<EventId, StoredEvent>> byId(Collection<EventId> ids) {
        return find(ids, cache::get, store::byId, event -> event.pdu().eventId());
    }

    @Override
    public Uni<Map<StateKey, StoredEvent>> inState(RoomState state, Set<StateKey> slots) {
        Map<StateKey, Long> numbers = HashMap.newHashMap(slots.size());
        slots.forEach(slot -> state.get(slot).ifPresent(event -> numbers.put(slot, event.number())));
        return byNumber(numbers.values()).map(found -> {
            Map<StateKey, StoredEvent> events = HashMap.newHashMap(numbers.size());
            numbers.forEach((slot, number) -> events.put(slot, found.get(number)));
            return events;
        });
    }

    @Override
    public Uni<List<StoredEvent>> all(RoomState state) {
        return byNumber(state.entries().map(entry -> entry.getValue().number()).toList()).map(found -> List.copyOf(found.values()));
    }

    @Override
    public Uni<RoomState> state(long room, long snapshot) {
        return snapshots.get(room, snapshot).map(StoredState::state);
    }

    @Override
    public Uni<RoomState> stateBefore(StoredEvent event) {
        return state(event, event.snapshot());
    }

    @Override
    public Uni<RoomState> stateAfter(StoredEvent event) {
        return state(event, event.snapshotAfter());
    }

    private Uni<RoomState> state(StoredEvent event, OptionalLong snapshot) {
        if (snapshot.isEmpty()) {
            return Uni.createFrom().failure(new IllegalArgumentException("No state is held at " + event.pdu().eventId()));
        }
        StoredState cached = snapshots.cached(snapshot.getAsLong());
        return cached != null ? Uni.createFrom().item(cached.state()) : heads.get(event.pdu().roomId())
                .chain(room -> state(room.orElseThrow().head().number(), snapshot.getAsLong()));
    }

    @Override
    public Uni<List<StoredEvent>> timeline(long room, long from, boolean forward, int limit) {
        return store.timeline(room, from, forward, limit).invoke(events -> events.forEach(cache::put));
    }

    @Override
    public Uni<List<StoredEvent>> byTime(long room, TimePoint from, boolean forward, int limit) {
        return store.byTime(room, from, forward, limit).invoke(events -> events.forEach(cache::put));
    }

    @Override
    public Uni<Set<EventId>> authChain(long room, Collection<EventId> events) {
        return store.authChain(room, events);
    }

    private <K> Uni<Map<K, StoredEvent>> find(Collection<K> wanted, Function<K, Optional<StoredEvent>> cached,
            Function<Collection<K>, Uni<List<StoredEvent>>> load, Function<StoredEvent, K> key) {
        Map<K, StoredEvent> found = HashMap.newHashMap(wanted.size());
        List<K> missing = new ArrayList<>();
        for (K name : wanted) {
            cached.apply(name).ifPresentOrElse(event -> found.put(name, event), () -> missing.add(name));
        }
        return missing.isEmpty() ? Uni.createFrom().item(found) : load.apply(missing).map(loaded -> {
            for (StoredEvent event : loaded) {
                cache.put(event);
                found.put(key.apply(event), event);
            }
            return found;
        });
    }
}
