package org.colloque.messaging.ratelimit.http;

import jakarta.ws.rs.Priorities;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.MembershipLimited;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.http.SendLimited;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Counts what each user does, by kind. Comes after authentication. */
public class UserLimitFilters {

    private final RateLimits limits;
    private final CurrentRequester current;

    UserLimitFilters(RateLimits limits, CurrentRequester current) {
        this.limits = limits;
        this.current = current;
    }

    @ServerRequestFilter(priority = Priorities.USER)
    @SendLimited
    public void send() {
        require(Limit.SEND);
    }

    @ServerRequestFilter(priority = Priorities.USER)
    @MembershipLimited
    public void membership() {
        require(Limit.MEMBERSHIP);
    }

    private void require(Limit limit) {
        Requester requester = current.get();
        if (requester.isLimited()) {
            limits.require(limit, requester.user().value());
        }
    }
}
