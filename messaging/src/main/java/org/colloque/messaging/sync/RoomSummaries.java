package org.colloque.messaging.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.RoomChange;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;

/** Summaries of rooms, read once for all who ask and kept until a membership, the name or the alias changes. */
@Singleton
public class RoomSummaries implements ChangeListener {

    private static final Set<String> SHOWN = Set.of(EventTypes.MEMBER, EventTypes.NAME, EventTypes.CANONICAL_ALIAS);
    private static final int IN_MEMORY = 50_000;

    private final SyncStore store;
    private final Cache<RoomId, Uni<SyncStore.Summary>> known = Caffeine.newBuilder().maximumSize(IN_MEMORY).build();

    RoomSummaries(SyncStore store) {
        this.store = store;
    }

    /** The summaries of these rooms, with one statement at most. */
    public Uni<Map<RoomId, SyncStore.Summary>> of(Collection<RoomId> rooms) {
        List<RoomId> missing = rooms.stream().filter(room -> known.getIfPresent(room) == null).distinct().toList();
        if (!missing.isEmpty()) {
            Uni<Map<RoomId, SyncStore.Summary>> reading = store.summaries(missing)
                    .onFailure().invoke(failure -> known.invalidateAll(missing)).memoize().indefinitely();
            missing.forEach(room -> known.put(room, reading.map(read -> read.getOrDefault(room, new SyncStore.Summary(0, 0, true, List.of())))));
        }
        Map<RoomId, SyncStore.Summary> all = new HashMap<>();
        return InTurn.each(rooms, room -> known.get(room, again -> store.summaries(List.of(again)).map(read -> read.get(again)))
                .invoke(found -> all.put(room, found)).replaceWithVoid()).replaceWith(all);
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof RoomChange event && event.slot().filter(slot -> SHOWN.contains(slot.type())).isPresent()) {
                known.invalidate(event.room());
            }
        }
    }

    @Override
    public void reset() {
        known.invalidateAll();
    }
}
