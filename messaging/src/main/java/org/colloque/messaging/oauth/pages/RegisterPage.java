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
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.oauth.Parameters;

/** Making an account, where the service lets people do so. Spec: client-server-api, "User registration". */
@Path("/account/register")
public class RegisterPage {

    private final Visits visits;
    private final NewAccount accounts;
    private final BrowserSessions sessions;

    RegisterPage(Visits visits, NewAccount accounts, BrowserSessions sessions) {
        this.visits = visits;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    @GET
    public Uni<Response> show(@QueryParam(Place.FIELD) String next, @Context HttpServerRequest request) {
        return visits.look(request, visit -> {
            accounts.requirePossible();
            return Uni.createFrom().item(form(visit, 200, next, "", ""));
        });
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> register(@QueryParam(Place.FIELD) String next, Parameters form, @Context HttpServerRequest request) {
        String name = form.find("name").orElse("");
        String password = form.find("password").orElse("");
        return visits.send(request, form, visit -> {
            if (!password.equals(form.find("again").orElse(""))) {
                return Uni.createFrom().item(form(visit, 400, next, name, visit.texts().format("passwordsDiffer")));
            }
            return Uni.createFrom().deferred(() -> accounts.make(visit, name.strip(), password, form.find("token").orElse("")))
                    .chain(sessions::open).map(secret -> visit.goTo(Place.own(Optional.ofNullable(next)), secret))
                    .onFailure(MatrixException.class).recoverWithItem(failure -> {
                        MatrixException refusal = (MatrixException) failure;
                        return form(visit, refusal.status(), next, name, visit.told(refusal));
                    });
        });
    }

    private Response form(Visit visit, int status, String next, String name, String error) {
        String place = Place.own(Optional.ofNullable(next));
        return visit.page(status, "register", Map.of("title", visit.texts().format("registerTitle"), "name", name, "error", error,
                "byToken", accounts.needsToken(), "login", visit.local(Place.before("/account/login", place))));
    }
}
