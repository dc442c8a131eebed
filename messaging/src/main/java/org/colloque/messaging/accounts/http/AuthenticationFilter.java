package org.colloque.messaging.accounts.http;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.accounts.AccessTokens;
import org.colloque.messaging.accounts.LastSeen;
import org.colloque.messaging.accounts.ModerationService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets through only requests with a good access token. Spec: client-server-api, "Using access tokens". */
public class AuthenticationFilter {

    private static final String BEARER = "Bearer ";
    private static final Set<String> LOGGING_OUT = Set.of("/_matrix/client/v3/logout", "/_matrix/client/v3/logout/all");

    private final AccessTokens tokens;
    private final CurrentRequester current;
    private final LastSeen lastSeen;

    AuthenticationFilter(AccessTokens tokens, CurrentRequester current, LastSeen lastSeen) {
        this.tokens = tokens;
        this.current = current;
        this.lastSeen = lastSeen;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    @Authenticated
    public Uni<Response> authenticate(ContainerRequestContext context, HttpServerRequest request) {
        String token = token(context).orElseThrow(() ->
                new MatrixException(Errcode.M_MISSING_TOKEN, "This needs an access token."));
        CurrentRequester ofThisRequest = ClientProxy.unwrap(current);
        return tokens.verify(token).invoke(verified -> admit(verified, ofThisRequest, context, request)).map(ignored -> null);
    }

    private void admit(AccessTokens.Verified verified, CurrentRequester ofThisRequest, ContainerRequestContext context, HttpServerRequest request) {
        if (verified.standing().locked() && !LOGGING_OUT.contains(context.getUriInfo().getPath())) {
            throw ModerationService.locked();
        }
        ofThisRequest.authenticated(verified.requester(), verified.standing().suspended());
        lastSeen.saw(verified.requester(), request.remoteAddress().hostAddress());
    }

    private static Optional<String> token(ContainerRequestContext context) {
        String header = context.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.ofNullable(context.getUriInfo().getQueryParameters().getFirst("access_token"));
        }
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty();
    }
}
