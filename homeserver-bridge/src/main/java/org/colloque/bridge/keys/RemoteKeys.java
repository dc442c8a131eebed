package org.colloque.bridge.keys;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.colloque.bridge.directory.DirectoryEntry;
import org.colloque.bridge.directory.ServerDirectory;
import org.colloque.messaging.event.ValidKey;
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
    private final Cache<ServerName, Map<KeyId, ValidKey>> memory = Caffeine.newBuilder().maximumSize(20_000).build();

    RemoteKeys(ServerDirectory directory, OwnKeys own, ServerKeyStore store, KeyFetcher fetcher) {
        this.directory = directory;
        this.own = own;
        this.store = store;
        this.fetcher = fetcher;
    }

    /**
     * All keys that are known of these servers; a server without any is absent. A key that is not known, or ended before the time until
     * which it is wanted (milliseconds since the epoch), is asked for: the server may have a new one.
     */
    public Uni<Map<ServerName, Map<KeyId, ValidKey>>> known(Map<ServerName, Map<KeyId, Long>> wanted) {
        Map<ServerName, Map<KeyId, ValidKey>> found = new ConcurrentHashMap<>();
        Map<ServerName, Map<KeyId, Long>> missing = new HashMap<>();
        wanted.forEach((server, keys) -> {
            Map<KeyId, ValidKey> known = fixed(server).orElseGet(() -> memory.asMap().getOrDefault(server, Map.of()));
            found.put(server, known);
            if (fixed(server).isEmpty() && !holds(known, keys)) {
                missing.put(server, keys);
            }
        });
        return missing.isEmpty() ? Uni.createFrom().item(found) : load(missing).invoke(found::putAll).replaceWith(found);
    }

    /** The key with which a server may have signed at a time. */
    public Uni<Optional<VerifyKey>> find(ServerName server, KeyId id, long time) {
        return known(Map.of(server, Map.of(id, time))).map(all -> Optional.ofNullable(all.get(server).get(id))
                .filter(key -> key.isValidAt(time)).map(ValidKey::key));
    }

    /** The server has spoken to us, and so can be asked again. */
    public void alive(ServerName server) {
        fetcher.alive(server);
    }

    /** Our own keys, and those that the directory pins: they need no asking. */
    private Optional<Map<KeyId, ValidKey>> fixed(ServerName server) {
        Optional<Map<KeyId, VerifyKey>> keys = own.isOwn(server) ? Optional.of(own.verifyKeys())
                : directory.find(server).map(DirectoryEntry::verifyKeys).filter(Predicate.not(Map::isEmpty));
        return keys.map(all -> all.values().stream().collect(Collectors.toMap(VerifyKey::id, ValidKey::forever)));
    }

    private static boolean holds(Map<KeyId, ValidKey> known, Map<KeyId, Long> wanted) {
        return wanted.entrySet().stream().allMatch(key -> known.containsKey(key.getKey()) && known.get(key.getKey()).isValidAt(key.getValue()));
    }

    private Uni<Map<ServerName, Map<KeyId, ValidKey>>> load(Map<ServerName, Map<KeyId, Long>> missing) {
        return store.keys(missing.keySet()).chain(stored -> {
            memory.putAll(stored);
            Map<ServerName, Map<KeyId, ValidKey>> found = new ConcurrentHashMap<>(stored);
            List<Uni<Void>> fetches = missing.entrySet().stream()
                    .filter(server -> !holds(stored.getOrDefault(server.getKey(), Map.of()), server.getValue()))
                    .map(server -> fetch(server.getKey()).invoke(keys -> found.put(server.getKey(), keys)).replaceWithVoid())
                    .toList();
            return fetches.isEmpty() ? Uni.createFrom().item(found) : Uni.join().all(fetches).andFailFast().replaceWith(found);
        });
    }

    private Uni<Map<KeyId, ValidKey>> fetch(ServerName server) {
        return fetcher.fetch(server).map(published -> {
            published.ifPresent(keys -> memory.asMap().merge(server, SqlServerKeyStore.known(keys)
                    .collect(Collectors.toMap(known -> known.key().id(), known -> known)), RemoteKeys::merged));
            return memory.asMap().getOrDefault(server, Map.of());
        });
    }

    private static Map<KeyId, ValidKey> merged(Map<KeyId, ValidKey> before, Map<KeyId, ValidKey> newer) {
        Map<KeyId, ValidKey> all = new HashMap<>(before);
        all.putAll(newer);
        return all;
    }
}
