package org.colloque.messaging.accounts.http;

import jakarta.ws.rs.Priorities;
import org.colloque.messaging.accounts.ModerationService;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.NotSuspended;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Keeps suspended people from acting on others. Comes after authentication. Spec: client-server-api, "Account suspension". */
public class SuspensionFilter {

    private final CurrentRequester current;

    SuspensionFilter(CurrentRequester current) {
        this.current = current;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    @NotSuspended
    public void requireActive() {
        if (current.isSuspended()) {
            throw ModerationService.suspended();
        }
    }
}
