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
import java.util.function.BiFunction;
import org.colloque.messaging.accounts.LoginTokens;
import org.colloque.messaging.oauth.Parameters;
import org.colloque.protocol.id.UserId;

/** Letting in a client that does not know OAuth 2.0: it gets a login token. Spec: client-server-api, "Client login via SSO". */
@Path("/account/sso")
public class SsoPage {

    private static final int BAD_REQUEST = 400;

    private final Visits visits;
    private final LoginTokens tokens;

    SsoPage(Visits visits, LoginTokens tokens) {
        this.visits = visits;
        this.tokens = tokens;
    }

    /** Anybody can have people sent here: where they would go on to is put before their eyes first. Spec: "Handling the callback". */
    @GET
    public Uni<Response> ask(@QueryParam("redirectUrl") String redirect, @Context HttpServerRequest request) {
        return visits.lookLoggedIn(request, visit -> target(visit, redirect, (target, user) -> Uni.createFrom().item(
                visit.pageLeadingTo(target.uri(), "sso", Map.of("title", visit.texts().format("ssoTitle"), "host", target.shown(),
                        "switch", visit.local(Place.before("/account/logout", visit.place())))))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> decide(@QueryParam("redirectUrl") String redirect, Parameters form, @Context HttpServerRequest request) {
        return visits.sendLoggedIn(request, form, visit -> target(visit, redirect, (target, user) ->
                tokens.issue(user).map(token -> visit.leaveFor(target.withToken(token)))));
    }

    private static Uni<Response> target(Visit visit, String redirect, BiFunction<SsoTarget, UserId, Uni<Response>> work) {
        return SsoTarget.read(Optional.ofNullable(redirect)).map(target -> work.apply(target, visit.user().orElseThrow()))
                .orElseGet(() -> Uni.createFrom().item(visit.message(BAD_REQUEST, "untrustedTitle", "untrusted")));
    }
}
