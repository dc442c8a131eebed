package org.colloque.messaging.oauth.pages;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.accounts.RegistrationService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.oauth.Parameters;

/** Logging in to the account's pages. */
@Path("/account/login")
public class LoginPage {

    private final Visits visits;
    private final PasswordCheck passwords;
    private final BrowserSessions sessions;
    private final RegistrationService registrations;

    LoginPage(Visits visits, PasswordCheck passwords, BrowserSessions sessions, RegistrationService registrations) {
        this.visits = visits;
        this.passwords = passwords;
        this.sessions = sessions;
        this.registrations = registrations;
    }

    @GET
    public Uni<Response> show(@QueryParam(Place.FIELD) String next, @Context HttpServerRequest request) {
        return visits.look(request, visit -> Uni.createFrom().item(form(visit, 200, next, Place.hintedName(Optional.ofNullable(next)), "")));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> logIn(@QueryParam(Place.FIELD) String next, Parameters form, @Context HttpServerRequest request) {
        String name = form.find("name").orElse("");
        return visits.send(request, form, visit -> Uni.createFrom().deferred(() -> passwords.logIn(visit, name, form.find("password").orElse("")))
                .chain(sessions::open).map(secret -> visit.goTo(Place.own(Optional.ofNullable(next)), secret))
                .onFailure(MatrixException.class).recoverWithItem(failure -> {
                    MatrixException refusal = (MatrixException) failure;
                    return form(visit, refusal.status(), next, name, visit.told(refusal));
                }));
    }

    private Response form(Visit visit, int status, String next, String name, String error) {
        String place = Place.own(Optional.ofNullable(next));
        return visit.page(status, "login", Map.of("title", visit.texts().format("loginTitle"), "name", name, "error", error,
                "register", registrations.isPossible() ? visit.local(Place.before("/account/register", place)) : ""));
    }
}
