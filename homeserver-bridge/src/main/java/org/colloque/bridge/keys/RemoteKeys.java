package org.colloque.bridge.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.colloque.bridge.directory.DirectoryEntry;
import org.colloque.bridge.directory.ServerDirectory;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.signature.VerifyKey;

/**
 * The keys of servers, from the directory where it pins them, else from memory, the database or the server, in this order.
 *
 * <p>A key is good for what was signed until its {@code valid_until_ts} (or {@code expired_ts}).
 * Spec: rooms/v5, "Signing key validity period".
 */
@ApplicationScoped
public class RemoteKeys {

    private final ServerDirectory directory;
    private final OwnKeys own;
    private final ServerKeyStore store;
    private final KeyFetcher fetcher;
    private final Cache<ServerName, Map<KeyId, KnownKey>> memory = Caffeine.newBuilder().maximumSize(20_000).build();

    RemoteKeys(ServerDirectory directory, OwnKeys own, ServerKeyStore store, KeyFetcher fetcher) {
        this.directory = directory;
        this.own = own;
        this.store = store;
        this.fetcher = fetcher;
    }

    /** The keys of each server that may have signed at its time (milliseconds since the epoch); a server without any is absent. */
    public Uni<Map<ServerName, Map<KeyId, VerifyKey>>> validAt(Map<ServerName, Long> times) {
        Map<ServerName, Map<KeyId, VerifyKey>> found = new HashMap<>();
        Map<ServerName, Long> missing = new HashMap<>();
        times.forEach((server, time) -> {
            Map<KeyId, VerifyKey> keys = fixed(server).orElseGet(() -> valid(memory.getIfPresent(server), time));
            if (keys.isEmpty()) {
                missing.put(server, time);
            } else {
                found.put(server, keys);
            }
        });
        if (missing.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        return load(missing).invoke(found::putAll).replaceWith(found);
    }

    /**
     * The key with which a server may have signed at a time. A key that is not known is asked for: the server may have a new one.
     */
    public Uni<Optional<VerifyKey>> find(ServerName server, KeyId id, long time) {
        return validAt(Map.of(server, time)).chain(all -> {
            VerifyKey key = all.getOrDefault(server, Map.of()).get(id);
            if (key != null || fixed(server).isPresent()) {
                return Uni.createFrom().item(Optional.ofNullable(key));
            }
            return fetch(server, time).map(fetched -> Optional.ofNullable(fetched.get(id)));
        });
    }

    /** The server has spoken to us, and so can be asked again. */
    public void alive(ServerName server) {
        fetcher.alive(server);
    }

    /** Our own keys, and those that the directory pins: they need no asking. */
    private Optional<Map<KeyId, VerifyKey>> fixed(ServerName server) {
        if (own.isOwn(server)) {
            return Optional.of(own.verifyKeys());
        }
        return directory.find(server).map(DirectoryEntry::verifyKeys).filter(Predicate.not(Map::isEmpty));
    }

    private Uni<Map<ServerName, Map<KeyId, VerifyKey>>> load(Map<ServerName, Long> missing) {
        return store.keys(missing.keySet()).chain(stored -> {
            memory.putAll(stored);
            List<Uni<Void>> fetches = new ArrayList<>();
            Map<ServerName, Map<KeyId, VerifyKey>> found = new HashMap<>();
            missing.forEach((server, time) -> {
                Map<KeyId, VerifyKey> keys = valid(stored.get(server), time);
                if (keys.isEmpty()) {
                    fetches.add(fetch(server, time).invoke(fetched -> keep(found, server, fetched)).replaceWithVoid());
                } else {
                    keep(found, server, keys);
                }
            });
            return fetches.isEmpty() ? Uni.createFrom().item(found) : Uni.join().all(fetches).andFailFast().replaceWith(found);
        });
    }

    private static void keep(Map<ServerName, Map<KeyId, VerifyKey>> found, ServerName server, Map<KeyId, VerifyKey> keys) {
        if (!keys.isEmpty()) {
            synchronized (found) {
                found.put(server, keys);
            }
        }
    }

    private Uni<Map<KeyId, VerifyKey>> fetch(ServerName server, long time) {
        return fetcher.fetch(server).map(published -> {
            published.ifPresent(keys -> memory.asMap().merge(server, SqlServerKeyStore.known(keys)
                    .collect(Collectors.toMap(known -> known.key().id(), known -> known)), RemoteKeys::merged));
            return valid(memory.getIfPresent(server), time);
        });
    }

    private static Map<KeyId, KnownKey> merged(Map<KeyId, KnownKey> before, Map<KeyId, KnownKey> newer) {
        Map<KeyId, KnownKey> all = new HashMap<>(before);
        all.putAll(newer);
        return all;
    }

    private static Map<KeyId, VerifyKey> valid(Map<KeyId, KnownKey> keys, long time) {
        if (keys == null) {
            return Map.of();
        }
        return keys.entrySet().stream().filter(entry -> time <= entry.getValue().validUntil())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().key()));
    }
}
