package org.colloque.messaging.keys;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.colloque.messaging.sync.DeviceKeyCounts.Counts;

/** Claimable keys in memory, for tests. */
public final class InMemoryOneTimeKeyStore implements OneTimeKeyStore {

    private final Map<DeviceOf, List<ClaimableKey>> oneTime = new HashMap<>();
    private final Map<KeyClaim, Fallback> fallbacks = new HashMap<>();

    @Override
    public Uni<List<String>> add(DeviceOf device, Collection<ClaimableKey> given, Collection<ClaimableKey> givenFallbacks) {
        return locked(() -> {
            List<ClaimableKey> kept = oneTime.computeIfAbsent(device, ignored -> new ArrayList<>());
            List<String> clashing = given.stream().filter(key -> kept.stream().anyMatch(other ->
                    other.name().equals(key.name()) && !other.equals(key))).map(ClaimableKey::name).toList();
            if (clashing.isEmpty()) {
                given.stream().filter(key -> !kept.contains(key)).forEach(kept::add);
                givenFallbacks.forEach(key -> fallbacks.compute(new KeyClaim(device, key.algorithm()), (place, old) ->
                        old != null && old.key().equals(key) ? old : new Fallback(key, false)));
            }
            return clashing;
        });
    }

    @Override
    public Uni<List<ClaimedKey>> claim(Collection<KeyClaim> wishes) {
        return locked(() -> wishes.stream().flatMap(wish -> take(wish).or(() -> fallback(wish)).stream()
                .map(key -> new ClaimedKey(wish.device(), key))).toList());
    }

    @Override
    public Uni<Counts> counts(DeviceOf device) {
        return locked(() -> {
            Map<String, Integer> left = new TreeMap<>(Map.of("signed_curve25519", 0));
            oneTime.getOrDefault(device, List.of()).forEach(key -> left.merge(key.algorithm(), 1, Integer::sum));
            Set<String> unused = new HashSet<>();
            fallbacks.forEach((place, fallback) -> {
                if (place.device().equals(device) && !fallback.used()) {
                    unused.add(place.algorithm());
                }
            });
            return new Counts(left, unused);
        });
    }

    private Optional<ClaimableKey> take(KeyClaim wish) {
        List<ClaimableKey> kept = oneTime.getOrDefault(wish.device(), List.of());
        Optional<ClaimableKey> oldest = kept.stream().filter(key -> key.algorithm().equals(wish.algorithm())).findFirst();
        oldest.ifPresent(kept::remove);
        return oldest;
    }

    private Optional<ClaimableKey> fallback(KeyClaim wish) {
        return Optional.ofNullable(fallbacks.computeIfPresent(wish, (place, fallback) -> new Fallback(fallback.key(), true)))
                .map(Fallback::key);
    }

    private <T> Uni<T> locked(Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }

    private record Fallback(ClaimableKey key, boolean used) {
    }
}
