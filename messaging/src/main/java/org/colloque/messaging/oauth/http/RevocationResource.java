package org.colloque.messaging.oauth.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.colloque.messaging.oauth.Parameters;
import org.colloque.messaging.oauth.TokenService;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** Ends sessions. Spec: client-server-api, "Token revocation"; RFC 7009. */
@Path("/oauth2/revoke")
public class RevocationResource {

    private final TokenService tokens;
    private final RateLimits limits;

    RevocationResource(TokenService tokens, RateLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> revoke(Parameters given, @Context HttpServerRequest request) {
        limits.require(Limit.REFRESH, request.remoteAddress().hostAddress());
        return tokens.revoke(given).replaceWith(() -> Response.ok(Map.of(), MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store").build());
    }
}
