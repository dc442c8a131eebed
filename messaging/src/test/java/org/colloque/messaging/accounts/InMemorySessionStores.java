package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Devices and their tokens in memory, for tests. */
public final class InMemorySessionStores implements DeviceStore, TokenStore {

    private final Map<Key, Device> devices = new HashMap<>();
    private final Map<TokenHash, StoredToken> tokens = new HashMap<>();

    @Override
    public Uni<List<Device>> list(UserId user) {
        return locked(() -> devices.values().stream().filter(device -> device.user().equals(user))
                .sorted(Comparator.comparing(Device::id)).toList());
    }

    @Override
    public Uni<Optional<Device>> find(UserId user, DeviceId device) {
        return locked(() -> Optional.ofNullable(devices.get(new Key(user, device))));
    }

    @Override
    public Uni<Boolean> create(UserId user, DeviceId device, Optional<String> displayName, long now) {
        return locked(() -> devices.putIfAbsent(new Key(user, device),
                new Device(user, device, displayName, OptionalLong.empty(), Optional.empty())) == null);
    }

    @Override
    public Uni<Boolean> rename(UserId user, DeviceId device, Optional<String> displayName) {
        return locked(() -> devices.computeIfPresent(new Key(user, device), (key, old) ->
                new Device(user, device, displayName, old.lastSeen(), old.lastSeenAddress())) != null);
    }

    @Override
    public Uni<List<DeviceId>> delete(UserId user, Collection<DeviceId> chosen) {
        return locked(() -> {
            List<DeviceId> gone = chosen.stream().filter(device -> devices.remove(new Key(user, device)) != null).toList();
            tokens.values().removeIf(token -> token.user().equals(user) && gone.contains(token.device()));
            return gone;
        });
    }

    @Override
    public Uni<Void> seen(Collection<Sighting> sightings) {
        return locked(() -> {
            sightings.forEach(seen -> devices.computeIfPresent(new Key(seen.user(), seen.device()), (key, old) ->
                    old.lastSeen().orElse(0) >= seen.at() ? old : new Device(old.user(), old.id(), old.displayName(),
                            OptionalLong.of(seen.at()), Optional.of(seen.address()))));
            return null;
        });
    }

    @Override
    public Uni<Void> open(StoredToken token, Optional<String> deviceName, Optional<Grant> grant, long now) {
        return locked(() -> {
            devices.putIfAbsent(new Key(token.user(), token.device()),
                    new Device(token.user(), token.device(), deviceName, OptionalLong.of(now), Optional.empty()));
            tokens.values().removeIf(old -> old.user().equals(token.user()) && old.device().equals(token.device()));
            tokens.put(token.hash(), token);
            return null;
        });
    }

    @Override
    public Uni<Optional<StoredToken>> find(TokenHash access) {
        return locked(() -> Optional.ofNullable(tokens.get(access)));
    }

    @Override
    public Uni<Optional<StoredToken>> findByRefresh(TokenHash refresh) {
        return locked(() -> tokens.values().stream().filter(token -> token.refresh().filter(refresh::equals).isPresent()).findFirst());
    }

    @Override
    public Uni<Void> replace(StoredToken replacement) {
        return locked(() -> {
            tokens.values().removeIf(token -> token.replaces().isPresent() && token.replaces().equals(replacement.replaces()));
            tokens.put(replacement.hash(), replacement);
            return null;
        });
    }

    @Override
    public Uni<Void> retireReplaced(StoredToken used, long now) {
        return locked(() -> {
            tokens.remove(used.replaces().orElseThrow());
            tokens.put(used.hash(), new StoredToken(used.hash(), used.refresh(), used.user(), used.device(), used.expires(),
                    Optional.empty(), used.grant()));
            return null;
        });
    }

    @Override
    public Uni<Void> revokeAllBut(UserId user, DeviceId kept) {
        return locked(() -> {
            tokens.values().removeIf(token -> token.user().equals(user) && !token.device().equals(kept));
            return null;
        });
    }

    private <T> Uni<T> locked(Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            synchronized (this) {
                return work.get();
            }
        });
    }

    private record Key(UserId user, DeviceId device) {
    }
}
