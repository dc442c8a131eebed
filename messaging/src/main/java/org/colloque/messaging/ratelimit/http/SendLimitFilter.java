package org.colloque.messaging.ratelimit.http;

import jakarta.ws.rs.Priorities;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.SendLimited;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts what each user sends. Comes after authentication. */
public class SendLimitFilter {

    private final RateLimits limits;
    private final CurrentRequester current;

    SendLimitFilter(RateLimits limits, CurrentRequester current) {
        this.limits = limits;
        this.current = current;
    }

    @ServerRequestFilter(priority = Priorities.USER)
    @SendLimited
    public void limit() {
        limits.require(Limit.SEND, current.get().user().value());
    }
}
