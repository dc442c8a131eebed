package org.colloque.messaging.oauth.pages;

import com.fasterxml.jackson.databind.node.TextNode;
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
import org.colloque.messaging.accounts.AccountStore;
import org.colloque.messaging.accounts.ModerationService;
import org.colloque.messaging.accounts.Standing;
import org.colloque.messaging.oauth.Parameters;
import org.colloque.messaging.profile.ProfileField;
import org.colloque.messaging.profile.ProfileService;
import org.colloque.protocol.id.UserId;

/** Looking after one's account. Spec: client-server-api, "OAuth 2.0 account management". */
@Path("/account")
public class AccountPage {

    private static final ProfileField NAME = new ProfileField("displayname");

    private final Visits visits;
    private final AccountViews views;
    private final ProfileService profiles;
    private final AccountStore accounts;
    private final BrowserSessions sessions;

    AccountPage(Visits visits, AccountViews views, ProfileService profiles, AccountStore accounts, BrowserSessions sessions) {
        this.visits = visits;
        this.views = views;
        this.profiles = profiles;
        this.accounts = accounts;
        this.sessions = sessions;
    }

    /** The page for what a client has the person do; the profile when it is nothing that is known here. */
    @GET
    public Uni<Response> show(@QueryParam("action") String action, @QueryParam("device_id") String device, @Context HttpServerRequest request) {
        return visits.lookLoggedIn(request, visit -> views.of(visit, Optional.ofNullable(action).orElse(""), Optional.ofNullable(device)));
    }

    @POST
    @Path("/profile")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> rename(Parameters form, @Context HttpServerRequest request) {
        return visits.sendLoggedIn(request, form, visit -> {
            UserId user = visit.user().orElseThrow();
            String name = form.find("name").orElse("").strip();
            return accounts.standing(user).invoke(AccountPage::requireFree)
                    .chain(() -> name.isEmpty() ? profiles.remove(user, NAME) : profiles.put(user, NAME, TextNode.valueOf(name)))
                    .chain(() -> views.profile(visit, visit.texts().format("profileSaved")));
        });
    }

    /** Spec: client-server-api, "Account suspension". */
    private static void requireFree(Standing standing) {
        if (standing.suspended()) {
            throw ModerationService.suspended();
        }
    }

    /** Somebody goes, perhaps to come back as somebody else. */
    @POST
    @Path("/logout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> logOut(@QueryParam(Place.FIELD) String next, Parameters form, @Context HttpServerRequest request) {
        String place = Place.before("/account/login", Place.own(Optional.ofNullable(next)));
        return visits.send(request, form, visit -> sessions.end(visit.secret()).map(ended -> visit.goTo(place, sessions.anonymous())));
    }

    /** How the pages look. */
    @GET
    @Path("/style.css")
    public Response style() {
        return Response.ok(AccountPage.class.getResourceAsStream("/account-pages/style.css")).header("Content-Type", "text/css; charset=utf-8")
                .header("Cache-Control", "public, max-age=3600").header("X-Content-Type-Options", "nosniff").build();
    }
}
