package org.colloque.messaging.accounts.http;

import io.quarkus.arc.ClientProxy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.accounts.AccessTokens;
import org.colloque.messaging.accounts.LastSeen;
import org.colloque.messaging.accounts.Masquerades;
import org.colloque.messaging.accounts.ModerationService;
import org.colloque.messaging.appservice.ApplicationServices;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.PerhapsAuthenticated;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets through only requests with a good access token. Spec: client-server-api, "Using access tokens"; application-service-api,
 * "Identity assertion".
 */
public class AuthenticationFilter {

    private static final Set<String> LOGGING_OUT = Set.of("/_matrix/client/v3/logout", "/_matrix/client/v3/logout/all");

    private static final String UNSTABLE_DEVICE = "org.matrix.msc3202.device_id";

    private final AccessTokens tokens;
    private final ApplicationServices services;
    private final Masquerades masquerades;
    private final CurrentRequester current;
    private final LastSeen lastSeen;

    AuthenticationFilter(AccessTokens tokens, ApplicationServices services, Masquerades masquerades, CurrentRequester current,
            LastSeen lastSeen) {
        this.tokens = tokens;
        this.services = services;
        this.masquerades = masquerades;
        this.current = current;
        this.lastSeen = lastSeen;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    @Authenticated
    public Uni<Response> authenticate(ContainerRequestContext context, HttpServerRequest request) {
        String token = BearerToken.of(request).orElseThrow(() ->
                new MatrixException(Errcode.M_MISSING_TOKEN, "This needs an access token."));
        CurrentRequester ofThisRequest = ClientProxy.unwrap(current);
        Uni<AccessTokens.Verified> whose = services.withToken(token)
                .map(service -> masquerades.verify(service, user(request), device(request))).orElseGet(() -> tokens.verify(token));
        return whose.invoke(verified -> admit(verified, ofThisRequest, context, request)).map(ignored -> null);
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    @PerhapsAuthenticated
    public Uni<Response> authenticateWhoBringsAToken(ContainerRequestContext context, HttpServerRequest request) {
        return BearerToken.of(request).isEmpty() ? Uni.createFrom().nullItem() : authenticate(context, request);
    }

    private void admit(AccessTokens.Verified verified, CurrentRequester ofThisRequest, ContainerRequestContext context, HttpServerRequest request) {
        if (verified.standing().locked() && !LOGGING_OUT.contains(context.getUriInfo().getPath())) {
            throw ModerationService.locked();
        }
        ofThisRequest.authenticated(verified.requester(), verified.standing().suspended());
        if (verified.requester().hasDevice()) {
            lastSeen.saw(verified.requester(), request.remoteAddress().hostAddress());
        }
    }

    private static Optional<UserId> user(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam("user_id")).map(UserId::parse);
    }

    private static Optional<DeviceId> device(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam("device_id")).or(() -> Optional.ofNullable(request.getParam(UNSTABLE_DEVICE)))
                .map(DeviceId::parse);
    }
}
