package org.colloque.messaging.event.state;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Stored states, from memory where they were used lately. */
@ApplicationScoped
public class Snapshots {

    /** How many slots of states memory holds, counted as if nothing were shared. */
    private static final long CACHED_SLOTS = 400_000;
    private static final int OVERHEAD = 8;

    private final SnapshotStore store;
    private final Cache<Long, StoredState> cache = Caffeine.newBuilder()
            .maximumWeight(CACHED_SLOTS)
            .weigher((Long id, StoredState state) -> state.state().size() + OVERHEAD)
            .build();

    Snapshots(SnapshotStore store) {
        this.store = store;
    }

    /** The state with this number; fails when the room has none such. */
    public Uni<StoredState> get(long room, long snapshot) {
        return get(room, Set.of(snapshot)).map(found -> found.get(snapshot));
    }

    /** The states with these numbers; fails when one is not there. */
    public Uni<Map<Long, StoredState>> get(long room, Collection<Long> snapshots) {
        Map<Long, StoredState> found = new HashMap<>();
        Set<Long> missing = new HashSet<>();
        for (Long snapshot : snapshots) {
            StoredState state = snapshot == 0 ? StoredState.EMPTY : cache.getIfPresent(snapshot);
            if (state == null) {
                missing.add(snapshot);
            } else {
                found.put(snapshot, state);
            }
        }
        return missing.isEmpty() ? Uni.createFrom().item(found) : load(room, missing).map(loaded -> {
            found.putAll(loaded);
            return found;
        });
    }

    /** The state if memory holds it, else null. */
    public StoredState cached(long snapshot) {
        return snapshot == 0 ? StoredState.EMPTY : cache.getIfPresent(snapshot);
    }

    /** Forgets all: what the database holds under some of these numbers has grown. */
    public void clear() {
        cache.invalidateAll();
    }

    /** Keeps a state that was just made or read. */
    public void remember(StoredState state) {
        cache.put(state.id(), state);
    }

    private Uni<Map<Long, StoredState>> load(long room, Set<Long> missing) {
        return store.load(room, missing).invoke(loaded -> {
            if (!loaded.keySet().containsAll(missing)) {
                throw new IllegalStateException("Room " + room + " lacks states among " + missing);
            }
            cache.putAll(loaded);
        });
    }
}
