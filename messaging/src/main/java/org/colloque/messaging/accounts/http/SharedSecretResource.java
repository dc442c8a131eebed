package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.RegistrationService;
import org.colloque.messaging.accounts.SessionRequest;
import org.colloque.messaging.accounts.SessionService;
import org.colloque.messaging.accounts.SharedSecretRegistration;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** Registration by administrators' tools: the path and the protocol that those of Synapse use. */
@Path("/_synapse/admin/v1/register")
public class SharedSecretResource {

    private final SharedSecretRegistration secret;
    private final RegistrationService registrations;
    private final AccountService accounts;
    private final SessionService sessions;
    private final RateLimits limits;

    SharedSecretResource(SharedSecretRegistration secret, RegistrationService registrations, AccountService accounts,
            SessionService sessions, RateLimits limits) {
        this.secret = secret;
        this.registrations = registrations;
        this.accounts = accounts;
        this.sessions = sessions;
        this.limits = limits;
    }

    @GET
    public Uni<Map<String, String>> nonce(@Context HttpServerRequest request) {
        limits.require(Limit.REGISTRATION, request.remoteAddress().hostAddress());
        return secret.nonce().map(nonce -> Map.of("nonce", nonce));
    }

    @POST
    public Uni<SessionAnswer> register(JsonBody body, @Context HttpServerRequest http) {
        limits.require(Limit.REGISTRATION, http.remoteAddress().hostAddress());
        var request = new SharedSecretRegistration.Request(body.text("nonce"), body.text("username"), body.text("password"),
                body.flag("admin", false), body.optionalText("user_type"), body.text("mac"));
        return secret.authenticate(request)
                .chain(() -> registrations.available(Optional.of(request.username())))
                .call(user -> accounts.create(user, Optional.of(request.password()), request.admin()))
                .chain(user -> sessions.open(user, SessionRequest.read(body)))
                .map(session -> SessionAnswer.of(session, Optional.empty()));
    }
}
