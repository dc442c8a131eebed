package org.colloque.messaging.ratelimit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;

/** Refuses those who ask too much. Counted in this node's memory: with several nodes, each allows as much. */
@Singleton
public class RateLimits {

    private static final long MOST = 100_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Cache<Key, TokenBucket> buckets = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(KEPT).build();
    private final Clock clock;
    private final boolean enabled;

    RateLimits(Clock clock, ServerConfig config) {
        this.clock = clock;
        this.enabled = config.rateLimits().enabled();
    }

    /**
     * Counts a request of this key. Fails with {@code M_LIMIT_EXCEEDED} and {@code retry_after_ms} when it is one too many.
     *
     * <p>Spec: client-server-api, "Rate limiting".
     */
    public void require(Limit limit, String key) {
        if (!enabled) {
            return;
        }
        long wait = buckets.get(new Key(limit, key), ignored -> new TokenBucket(limit, clock.millis())).take(clock.millis());
        if (wait > 0) {
            throw MatrixException.limitExceeded(wait);
        }
    }

    private record Key(Limit limit, String of) {
    }
}
