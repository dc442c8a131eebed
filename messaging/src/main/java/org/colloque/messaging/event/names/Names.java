package org.colloque.messaging.event.names;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.colloque.protocol.id.UserId;

/** The numbers of users and slots, from memory where they are known; at most one statement for each kind otherwise. */
@Singleton
public class Names {

    private static final int CACHED = 100_000;

    private final NameStore store;
    private final Cache<UserId, Long> users = Caffeine.newBuilder().maximumSize(CACHED).build();
    private final Cache<SlotName, Long> slots = Caffeine.newBuilder().maximumSize(CACHED).build();

    Names(NameStore store) {
        this.store = store;
    }

    /** The numbers of these users, made where there are none. */
    public Uni<Map<UserId, Long>> users(Collection<UserId> wanted) {
        return numbers(users, wanted, store::users);
    }

    /** The numbers of these slots, made where there are none. */
    public Uni<Map<SlotName, Long>> slots(Collection<SlotName> wanted) {
        return numbers(slots, wanted, store::slots);
    }

    /** Remembers a slot's number that was read from the database with something else. */
    public void remember(SlotName slot, long number) {
        slots.put(slot, number);
    }

    private static <K> Uni<Map<K, Long>> numbers(Cache<K, Long> cache, Collection<K> wanted,
            Function<Collection<K>, Uni<Map<K, Long>>> load) {
        Map<K, Long> known = HashMap.newHashMap(wanted.size());
        Set<K> unknown = new HashSet<>();
        for (K name : wanted) {
            Long number = cache.getIfPresent(name);
            if (number == null) {
                unknown.add(name);
            } else {
                known.put(name, number);
            }
        }
        if (unknown.isEmpty()) {
            return Uni.createFrom().item(known);
        }
        return load.apply(unknown).invoke(cache::putAll).map(loaded -> {
            known.putAll(loaded);
            return known;
        });
    }
}
