package org.colloque.bridge.resolution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.bridge.egress.EgressGate;
import org.colloque.bridge.egress.EgressLimits;
import org.colloque.bridge.egress.EgressRequest;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.bridge.egress.Endpoint;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;

/**
 * To which server name a host delegates. Answers and errors are cached; repeated errors for longer each time.
 *
 * <p>Spec: server-server-api, "Resolving server names", step 3.
 */
@ApplicationScoped
class WellKnown {

    private static final String PATH = "/.well-known/matrix/server";
    private static final EgressLimits LIMITS = new EgressLimits(50 * 1024L, Duration.ofSeconds(10), 5);
    private static final Duration DEFAULT_LIFETIME = Duration.ofHours(24);
    private static final Duration LONGEST_LIFETIME = Duration.ofHours(48);
    // NOTSPEC: what may not be kept is kept for a minute, because each request to such a server would be two otherwise.
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(1);
    private static final Duration FIRST_ERROR_LIFETIME = Duration.ofMinutes(1);
    private static final Duration LONGEST_ERROR_LIFETIME = Duration.ofHours(1);
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?(\\d{1,9})", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_TO_BE_KEPT = Pattern.compile("(?:^|[,\\s])no-(?:store|cache)(?:$|[,\\s])", Pattern.CASE_INSENSITIVE);
    private static final int OK = 200;

    private final EgressGate gate;
    private final Clock clock;
    private final Cache<String, Known> cache = Caffeine.newBuilder().maximumSize(10_000).build();
    private final Map<String, Uni<Optional<ServerName>>> underWay = new ConcurrentHashMap<>();

    WellKnown(EgressGate gate, Clock clock) {
        this.gate = gate;
        this.clock = clock;
    }

    /** The delegated name; empty when the host delegates to none or the answer is not usable. */
    Uni<Optional<ServerName>> delegated(String host) {
        Known known = cache.getIfPresent(host);
        if (known != null && clock.millis() < known.until()) {
            return Uni.createFrom().item(known.delegated());
        }
        return underWay.computeIfAbsent(host, missing -> fetch(host)
                .onTermination().invoke(() -> underWay.remove(host))
                .memoize().indefinitely());
    }

    private Uni<Optional<ServerName>> fetch(String host) {
        Endpoint endpoint = Endpoint.ofUrl(host, OptionalInt.empty(), true);
        return gate.send(EgressRequest.get(endpoint, PATH, LIMITS))
                .map(response -> read(host, response))
                .onFailure().recoverWithItem(() -> failed(host));
    }

    private Optional<ServerName> read(String host, EgressResponse response) {
        Optional<ServerName> delegated = response.status() == OK ? parse(response.body()) : Optional.empty();
        if (delegated.isEmpty()) {
            return failed(host);
        }
        cache.put(host, new Known(delegated, clock.millis() + lifetime(response).toMillis(), 0));
        return delegated;
    }

    private static Optional<ServerName> parse(byte[] body) {
        try {
            return JsonNodes.text(MatrixJson.parseObject(body), "m.server").map(ServerName::new);
        } catch (InvalidJsonException | InvalidIdentifierException invalid) {
            return Optional.empty();
        }
    }

    private static Duration lifetime(EgressResponse response) {
        String control = response.header("cache-control").orElse("");
        Matcher maxAge = MAX_AGE.matcher(control);
        Duration asked = maxAge.find() ? Duration.ofSeconds(Long.parseLong(maxAge.group(1))) : DEFAULT_LIFETIME;
        if (asked.compareTo(SHORTEST_LIFETIME) < 0 || NOT_TO_BE_KEPT.matcher(control).find()) {
            return SHORTEST_LIFETIME;
        }
        return asked.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : asked;
    }

    private Optional<ServerName> failed(String host) {
        Known before = cache.getIfPresent(host);
        int failures = before == null ? 0 : before.failures();
        long wait = Math.min(LONGEST_ERROR_LIFETIME.toMillis(), FIRST_ERROR_LIFETIME.toMillis() << Math.min(failures, 10));
        cache.put(host, new Known(Optional.empty(), clock.millis() + wait, failures + 1));
        return Optional.empty();
    }

    /** What is known of a host until a time (milliseconds since the epoch). */
    private record Known(Optional<ServerName> delegated, long until, int failures) {
    }
}
