package org.colloque.bridge.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.bridge.directory.ServerDirectory;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.resolution.ServerResolution;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.signature.InvalidSignatureException;
import org.colloque.protocol.signature.ServerKeys;
import org.jboss.logging.Logger;

/**
 * Asks servers for their keys: one request a server at a time, none to a server that was just asked or that failed of late.
 *
 * <p>Spec: server-server-api, "Publishing Keys".
 */
@ApplicationScoped
class KeyFetcher {

    private static final Logger LOG = Logger.getLogger(KeyFetcher.class);
    private static final EgressLimits LIMITS = new EgressLimits(64 * 1024L, Duration.ofSeconds(15), 0);
    private static final long AFTER_SUCCESS = Duration.ofSeconds(30).toMillis();
    private static final long AFTER_FIRST_FAILURE = Duration.ofSeconds(2).toMillis();
    private static final long LONGEST_WAIT = Duration.ofMinutes(30).toMillis();
    private static final int OK = 200;

    private final ServerDirectory directory;
    private final ServerResolution resolution;
    private final EgressGate gate;
    private final ServerKeyStore store;
    private final Clock clock;
    private final Map<ServerName, Uni<Optional<ServerKeys>>> underWay = new ConcurrentHashMap<>();
    private final Cache<ServerName, Attempt> attempts = Caffeine.newBuilder().maximumSize(50_000).build();

    KeyFetcher(ServerDirectory directory, ServerResolution resolution, EgressGate gate, ServerKeyStore store, Clock clock) {
        this.directory = directory;
        this.resolution = resolution;
        this.gate = gate;
        this.store = store;
        this.clock = clock;
    }

    /** What the server publishes now, checked and kept; empty when it cannot be had or was asked for a moment ago. */
    Uni<Optional<ServerKeys>> fetch(ServerName server) {
        Attempt last = attempts.getIfPresent(server);
        if (!directory.admits(server) || last != null && clock.millis() < last.notBefore()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return underWay.computeIfAbsent(server, missing -> ask(server)
                .onTermination().invoke(() -> underWay.remove(server))
                .memoize().indefinitely());
    }

    /** The server has just spoken to us: it is worth asking again although it did not answer before. */
    void alive(ServerName server) {
        Attempt last = attempts.getIfPresent(server);
        if (last != null && last.failures() > 0) {
            attempts.invalidate(server);
        }
    }

    private Uni<Optional<ServerKeys>> ask(ServerName server) {
        return resolution.resolve(server)
                .chain(endpoint -> gate.send(EgressRequest.get(endpoint, "/_matrix/key/v2/server", LIMITS)))
                .chain(response -> keep(server, response))
                .invoke(keys -> attempts.put(server, new Attempt(0, clock.millis() + AFTER_SUCCESS)))
                .map(Optional::of)
                .onFailure().recoverWithItem(failure -> failed(server, failure));
    }

    private Uni<ServerKeys> keep(ServerName server, EgressResponse response) {
        if (response.status() != OK) {
            throw new EgressException(EgressException.Reason.UNREACHABLE, "answered " + response.status());
        }
        long now = clock.millis();
        ObjectNode document = MatrixJson.parseObject(response.body());
        ServerKeys keys = ServerKeys.parse(server, document, now);
        return store.save(keys, document, now).replaceWith(keys);
    }

    private Optional<ServerKeys> failed(ServerName server, Throwable failure) {
        Attempt last = attempts.getIfPresent(server);
        int failures = last == null ? 1 : last.failures() + 1;
        long wait = Math.min(LONGEST_WAIT, AFTER_FIRST_FAILURE << Math.min(failures - 1, 20));
        attempts.put(server, new Attempt(failures, clock.millis() + wait));
        boolean expected = failure instanceof EgressException || failure instanceof InvalidJsonException
                || failure instanceof InvalidSignatureException;
        LOG.logf(expected ? Logger.Level.INFO : Logger.Level.WARN, expected ? null : failure,
                "No keys of %s: %s", server, failure.getMessage());
        return Optional.empty();
    }

    /** How often in a row a server failed, and when (milliseconds since the epoch) it may be asked again. */
    private record Attempt(int failures, long notBefore) {
    }
}
