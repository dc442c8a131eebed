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

/** Tokens for grants. Spec: client-server-api, "Login flows" and "Token refresh flow"; RFC 6749, section 3.2. */
@Path("/oauth2/token")
public class TokenResource {

    private static final long MILLISECONDS = 1000;

    private final TokenService tokens;
    private final RateLimits limits;

    TokenResource(TokenService tokens, RateLimits limits) {
        this.tokens = tokens;
        this.limits = limits;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> grant(Parameters given, @Context HttpServerRequest request) {
        limits.require(Limit.REFRESH, request.remoteAddress().hostAddress());
        return tokens.grant(given).map(TokenResource::answer);
    }

    private static Response answer(TokenService.Granted granted) {
        Map<String, Object> body = Map.of("access_token", granted.session().accessToken(), "token_type", "Bearer",
                "expires_in", granted.session().expiresIn().orElseThrow() / MILLISECONDS,
                "refresh_token", granted.session().refreshToken().orElseThrow(), "scope", granted.scope());
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store").header("Pragma", "no-cache").build();
    }
}
