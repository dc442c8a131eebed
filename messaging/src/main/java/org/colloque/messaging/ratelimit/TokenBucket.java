package org.colloque.messaging.ratelimit;

/** Holds up to a burst of tokens and regains them at a steady rate; each request takes one. */
final class TokenBucket {

    private static final double MILLISECONDS = 1000;

    private final Limit limit;
    private double tokens;
    private long at;

    TokenBucket(Limit limit, long now) {
        this.limit = limit;
        this.tokens = limit.burst();
        this.at = now;
    }

    /** Takes a token; answers 0, or the milliseconds to wait until there is one. */
    synchronized long take(long now) {
        tokens = Math.min(limit.burst(), tokens + Math.max(0, now - at) * limit.perSecond() / MILLISECONDS);
        at = Math.max(at, now);
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) * MILLISECONDS / limit.perSecond());
    }
}
