package org.colloque.messaging.oauth.pages;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.colloque.messaging.accounts.RegistrationService;
import org.colloque.messaging.oauth.AuthorizationRequest;
import org.colloque.messaging.oauth.AuthorizationService;
import org.colloque.messaging.oauth.Parameters;

/** Where clients send people who are to let them in. Spec: client-server-api, "Authorisation code flow"; RFC 6749, section 3.1. */
@Path("/account/authorize")
public class AuthorizePage {

    private static final int BAD_REQUEST = 400;

    private final Visits visits;
    private final AuthorizationService authorizations;
    private final RegistrationService registrations;

    AuthorizePage(Visits visits, AuthorizationService authorizations, RegistrationService registrations) {
        this.visits = visits;
        this.authorizations = authorizations;
        this.registrations = registrations;
    }

    @GET
    public Uni<Response> ask(@Context HttpServerRequest request) {
        return visits.look(request, visit -> reading(visit, request, good -> Uni.createFrom().item(ask(visit, good))));
    }

    /** The person has decided. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> decide(Parameters form, @Context HttpServerRequest request) {
        return visits.sendLoggedIn(request, form, visit -> reading(visit, request, good ->
                form.find("decision").filter("allow"::equals).isPresent()
                        ? authorizations.grant(visit.user().orElseThrow(), good).map(visit::leaveFor)
                        : Uni.createFrom().item(visit.leaveFor(authorizations.deny(good)))));
    }

    private Uni<Response> reading(Visit visit, HttpServerRequest request, Function<AuthorizationRequest, Uni<Response>> good) {
        return authorizations.read(request.query() == null ? "" : request.query()).chain(reading -> switch (reading) {
            case AuthorizationService.Good read -> good.apply(read.request());
            case AuthorizationService.Refused refused -> Uni.createFrom().item(visit.leaveFor(refused.location()));
            case AuthorizationService.Untrusted untrusted -> Uni.createFrom().item(visit.message(BAD_REQUEST, "untrustedTitle", "untrusted"));
        });
    }

    private Response ask(Visit visit, AuthorizationRequest request) {
        if (visit.user().isEmpty()) {
            boolean creates = request.creates() && registrations.isPossible();
            return visit.goTo(Place.before(creates ? "/account/register" : "/account/login", visit.place()));
        }
        return visit.pageLeadingTo(request.callback().uri(), "consent", Consent.about(visit, request.client(), request.scope().device()));
    }
}
