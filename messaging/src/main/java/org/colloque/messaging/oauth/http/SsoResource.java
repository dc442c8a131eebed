package org.colloque.messaging.oauth.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.colloque.messaging.accounts.RegistrationService;
import org.colloque.messaging.accounts.SsoProvider;
import org.colloque.messaging.config.PublicAddress;
import org.colloque.messaging.error.MatrixException;

/** Leads to the log-in page for clients that do not know OAuth 2.0. Spec: client-server-api, "Client login via SSO". */
@Path("/_matrix/client/v3/login/sso/redirect")
public class SsoResource {

    private final PublicAddress address;
    private final RegistrationService registrations;

    SsoResource(PublicAddress address, RegistrationService registrations) {
        this.address = address;
        this.registrations = registrations;
    }

    @GET
    public Uni<Response> redirect(@QueryParam("redirectUrl") String redirect, @QueryParam("action") String action) {
        if (redirect == null) {
            throw MatrixException.missingParam("The parameter \"redirectUrl\" is missing.");
        }
        String place = "/account/sso?redirectUrl=" + encode(redirect);
        boolean registers = "register".equals(action) && registrations.isPossible();
        String page = registers ? "/account/register?next=" + encode(place) : place;
        return Uni.createFrom().item(Response.status(Response.Status.FOUND).header("Location", address.local(page)).build());
    }

    /** The one provider is the service itself. */
    @GET
    @Path("/{idpId}")
    public Uni<Response> redirectToProvider(@PathParam("idpId") String provider, @QueryParam("redirectUrl") String redirect,
            @QueryParam("action") String action) {
        if (!SsoProvider.ID.equals(provider)) {
            throw MatrixException.notFound("There is no such provider.");
        }
        return redirect(redirect, action);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
