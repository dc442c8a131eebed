package org.colloque.messaging.oauth.pages;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.DeactivationService;
import org.colloque.messaging.accounts.DeviceService;
import org.colloque.messaging.accounts.interactive.CrossSigningReset;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.oauth.Parameters;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** What asks for the password each time. Spec: MSC4191, "Security considerations". */
@Path("/account/guarded")
public class GuardedPage {

    private final Visits visits;
    private final AccountViews views;
    private final PasswordCheck passwords;
    private final BrowserSessions sessions;
    private final Deeds deeds;

    GuardedPage(Visits visits, AccountViews views, PasswordCheck passwords, BrowserSessions sessions, Deeds deeds) {
        this.visits = visits;
        this.views = views;
        this.passwords = passwords;
        this.sessions = sessions;
        this.deeds = deeds;
    }

    @POST
    @Path("/device")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> endDevice(Parameters form, @Context HttpServerRequest request) {
        String device = form.find("device").orElse("");
        return guarded(request, form, (visit, user) -> deeds.endDevice(user, DeviceId.parse(device))
                .replaceWith(() -> visit.goTo("/account?action=org.matrix.devices_list")), visit -> error -> views.device(visit, 403, device, error));
    }

    @POST
    @Path("/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> changePassword(Parameters form, @Context HttpServerRequest request) {
        String fresh = form.find("new").orElse("");
        boolean everywhere = form.find("everywhere").isPresent();
        if (!fresh.equals(form.find("again").orElse(""))) {
            return visits.sendLoggedIn(request, form, visit -> views.form(visit, 400, "password", visit.texts().format("passwordsDiffer")));
        }
        return guarded(request, form, (visit, user) -> deeds.changePassword(user, fresh, everywhere).chain(() -> sessions.open(user))
                .map(secret -> visit.goTo("/account", secret)), visit -> error -> views.form(visit, 403, "password", error));
    }

    @POST
    @Path("/deactivate")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> deactivate(Parameters form, @Context HttpServerRequest request) {
        boolean erase = form.find("erase").isPresent();
        return guarded(request, form, (visit, user) -> deeds.deactivate(user, erase)
                .replaceWith(() -> visit.message(200, "deactivatedTitle", "deactivated")), visit -> error -> views.form(visit, 403, "deactivate", error));
    }

    /** Spec: client-server-api, "OAuth authentication". */
    @POST
    @Path("/reset")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> allowReset(Parameters form, @Context HttpServerRequest request) {
        return guarded(request, form, (visit, user) -> deeds.allowReset(user)
                .replaceWith(() -> visit.message(200, "resetDoneTitle", "resetDone")), visit -> error -> views.form(visit, 403, "reset", error));
    }

    private Uni<Response> guarded(HttpServerRequest request, Parameters form, BiFunction<Visit, UserId, Uni<Response>> deed,
            Function<Visit, Function<String, Uni<Response>>> again) {
        return visits.sendLoggedIn(request, form, visit ->
                Uni.createFrom().deferred(() -> passwords.again(visit, form.find("password").orElse("")))
                        .chain(user -> deed.apply(visit, user)).onFailure(MatrixException.class)
                        .recoverWithUni(refusal -> again.apply(visit).apply(visit.told((MatrixException) refusal))));
    }

    /** What is done once the password was right. */
    @ApplicationScoped
    static class Deeds {

        private final AccountService accounts;
        private final DeviceService devices;
        private final DeactivationService deactivations;
        private final CrossSigningReset resets;

        Deeds(AccountService accounts, DeviceService devices, DeactivationService deactivations, CrossSigningReset resets) {
            this.accounts = accounts;
            this.devices = devices;
            this.deactivations = deactivations;
            this.resets = resets;
        }

        Uni<Void> endDevice(UserId user, DeviceId device) {
            return devices.delete(user, List.of(device));
        }

        /** The devices stay logged in unless the person wishes otherwise. */
        Uni<Void> changePassword(UserId user, String password, boolean everywhere) {
            return accounts.changePassword(user, password).chain(() -> everywhere ? devices.deleteAll(user) : Uni.createFrom().voidItem());
        }

        Uni<Void> deactivate(UserId user, boolean erase) {
            return deactivations.deactivate(user, erase);
        }

        Uni<Void> allowReset(UserId user) {
            return resets.allow(user);
        }
    }
}
