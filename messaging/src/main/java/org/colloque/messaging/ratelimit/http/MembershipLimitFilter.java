package org.colloque.messaging.ratelimit.http;

import jakarta.ws.rs.Priorities;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.MembershipLimited;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts the joins, invites and knocks of each user. Comes after authentication. */
public class MembershipLimitFilter {

    private final RateLimits limits;
    private final CurrentRequester current;

    MembershipLimitFilter(RateLimits limits, CurrentRequester current) {
        this.limits = limits;
        this.current = current;
    }

    @ServerRequestFilter(priority = Priorities.USER)
    @MembershipLimited
    public void limit() {
        limits.require(Limit.MEMBERSHIP, current.get().user().value());
    }
}
