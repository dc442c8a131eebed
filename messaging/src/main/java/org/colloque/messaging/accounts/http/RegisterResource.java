package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.RegistrationService;
import org.colloque.messaging.accounts.SessionRequest;
import org.colloque.messaging.accounts.SessionService;
import org.colloque.messaging.accounts.interactive.Challenge;
import org.colloque.messaging.accounts.interactive.InteractiveAuth;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.appservice.ApplicationServices;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.messaging.threepid.EmailRegistration;
import org.colloque.protocol.id.UserId;

/** Making an account. Spec: client-server-api, "Account registration". */
@Path("/_matrix/client/v3/register")
public class RegisterResource {

    private static final String APPLICATION_SERVICE = "m.login.application_service";

    private final RegistrationService registrations;
    private final SessionService sessions;
    private final EmailRegistration emails;
    private final InteractiveAuth interactive;
    private final ApplicationServices services;
    private final RateLimits limits;

    RegisterResource(RegistrationService registrations, SessionService sessions, EmailRegistration emails, InteractiveAuth interactive,
            ApplicationServices services, RateLimits limits) {
        this.emails = emails;
        this.registrations = registrations;
        this.sessions = sessions;
        this.interactive = interactive;
        this.services = services;
        this.limits = limits;
    }

    @POST
    public Uni<SessionAnswer> register(@QueryParam("kind") @DefaultValue("user") String kind, JsonBody body,
            @Context HttpServerRequest request) {
        if (body.optionalText("type").filter(APPLICATION_SERVICE::equals).isPresent()) {
            return register(services.require(BearerToken.of(request)), body);
        }
        limits.require(Limit.REGISTRATION, request.remoteAddress().hostAddress());
        requireUser(kind);
        Challenge challenge = emails.challenge();
        SessionRequest wish = SessionRequest.read(body);
        return registrations.available(body.optionalText("username"))
                .call(() -> interactive.require(challenge, body))
                .call(user -> emails.register(user, body.text("password"), body))
                .chain(user -> answer(user, body, wish));
    }

    /** Spec: application-service-api, "Server admin style permissions". */
    private Uni<SessionAnswer> register(ApplicationService service, JsonBody body) {
        SessionRequest wish = SessionRequest.read(body);
        return registrations.register(service, body.text("username")).chain(user -> answer(user, body, wish));
    }

    @GET
    @Path("/available")
    public Uni<Map<String, Boolean>> available(@QueryParam("username") String username, @Context HttpServerRequest request) {
        limits.require(Limit.REGISTRATION, request.remoteAddress().hostAddress());
        registrations.challenge();
        if (username == null) {
            throw MatrixException.missingParam("The parameter \"username\" is missing.");
        }
        return registrations.available(Optional.of(username)).replaceWith(Map.of("available", true));
    }

    private Uni<SessionAnswer> answer(UserId user, JsonBody body, SessionRequest wish) {
        return body.flag("inhibit_login", false) ? Uni.createFrom().item(SessionAnswer.of(user)) : sessions.open(user, wish).map(session -> SessionAnswer.of(session, Optional.empty()));
    }

    private static void requireUser(String kind) {
        switch (kind) {
            case "user" -> { }
            case "guest" -> throw MatrixException.forbidden("This server has no guest accounts.");
            default -> throw MatrixException.invalidParam("This kind of account is not known.");
        }
    }
}
