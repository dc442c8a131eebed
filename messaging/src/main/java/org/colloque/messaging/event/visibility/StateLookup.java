package org.colloque.messaging.event.visibility;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.names.Names;
import org.colloque.messaging.event.names.SlotName;
import org.colloque.messaging.event.state.SnapshotStore;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;

/** Looks at a few slots of many states, without loading the states. */
@ApplicationScoped
class StateLookup {

    private final Snapshots snapshots;
    private final SnapshotStore store;
    private final Names names;
    private final RoomReads reads;

    StateLookup(Snapshots snapshots, SnapshotStore store, Names names, RoomReads reads) {
        this.snapshots = snapshots;
        this.store = store;
        this.names = names;
        this.reads = reads;
    }

    /** What stands in these slots of each of these states. Nothing for what memory holds; else three statements at most. */
    Uni<Found> find(long room, Collection<Long> states, Set<StateKey> slots) {
        Map<Long, Map<StateKey, Long>> numbers = new HashMap<>();
        Set<Long> cold = new HashSet<>();
        for (Long state : states) {
            StoredState cached = snapshots.cached(state);
            if (cached == null) {
                cold.add(state);
            } else {
                numbers.put(state, numbers(cached, slots));
            }
        }
        return (cold.isEmpty() ? Uni.createFrom().voidItem() : load(room, cold, slots).invoke(numbers::putAll).replaceWithVoid())
                .chain(() -> reads.byNumber(distinct(numbers)))
                .map(events -> new Found(numbers, events));
    }

    private Uni<Map<Long, Map<StateKey, Long>>> load(long room, Set<Long> cold, Set<StateKey> slots) {
        return names.slots(slots.stream().map(SlotName::of).toList()).chain(slotNumbers ->
                store.slots(room, cold, slotNumbers.values()).map(found -> named(found, slotNumbers)));
    }

    private static Map<Long, Map<StateKey, Long>> named(Map<Long, Map<Long, Long>> found, Map<SlotName, Long> slotNumbers) {
        Map<Long, StateKey> bySlot = new HashMap<>();
        slotNumbers.forEach((name, number) -> bySlot.put(number, name.stateSlot().orElseThrow()));
        Map<Long, Map<StateKey, Long>> named = new HashMap<>();
        found.forEach((state, events) -> {
            Map<StateKey, Long> bySlotName = named.computeIfAbsent(state, key -> new HashMap<>());
            events.forEach((slot, event) -> bySlotName.put(bySlot.get(slot), event));
        });
        return named;
    }

    private static Map<StateKey, Long> numbers(StoredState state, Set<StateKey> slots) {
        Map<StateKey, Long> numbers = new HashMap<>();
        slots.forEach(slot -> state.state().get(slot).map(EventRef::number).ifPresent(event -> numbers.put(slot, event)));
        return numbers;
    }

    private static Set<Long> distinct(Map<Long, Map<StateKey, Long>> numbers) {
        Set<Long> distinct = new HashSet<>();
        numbers.values().forEach(events -> distinct.addAll(events.values()));
        return distinct;
    }

    /** What was found in the states. */
    record Found(Map<Long, Map<StateKey, Long>> numbers, Map<Long, StoredEvent> events) {

        Optional<Pdu> get(long state, StateKey slot) {
            return Optional.ofNullable(numbers.getOrDefault(state, Map.of()).get(slot)).map(events::get).map(StoredEvent::pdu);
        }
    }
}
