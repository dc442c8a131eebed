package org.colloque.messaging.accounts.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.colloque.messaging.accounts.OpenSession;
import org.colloque.messaging.accounts.SessionService;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** New tokens for old. Spec: client-server-api, "Refreshing access tokens". */
@Path("/_matrix/client/v3/refresh")
public class RefreshResource {

    private final SessionService sessions;
    private final RateLimits limits;

    RefreshResource(SessionService sessions, RateLimits limits) {
        this.sessions = sessions;
        this.limits = limits;
    }

    @POST
    public Uni<Answer> refresh(JsonBody body, @Context HttpServerRequest request) {
        limits.require(Limit.REFRESH, request.remoteAddress().hostAddress());
        return sessions.refresh(body.text("refresh_token")).map(Answer::of);
    }

    record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("expires_in_ms") long expiresIn) {

        static Answer of(OpenSession session) {
            return new Answer(session.accessToken(), session.refreshToken().orElseThrow(), session.expiresIn().orElseThrow());
        }
    }
}
