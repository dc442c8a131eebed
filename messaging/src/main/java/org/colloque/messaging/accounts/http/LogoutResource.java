package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.colloque.messaging.accounts.LoginService;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;

/** Ending sessions. Spec: client-server-api, "Login". */
@Path("/_matrix/client/v3/logout")
@Authenticated
public class LogoutResource {

    private final LoginService logins;
    private final CurrentRequester current;

    LogoutResource(LoginService logins, CurrentRequester current) {
        this.logins = logins;
        this.current = current;
    }

    @POST
    public Uni<Map<String, Object>> logout() {
        Requester requester = current.withDevice();
        return logins.logout(requester.user(), requester.device()).replaceWith(Map.of());
    }

    @POST
    @Path("/all")
    public Uni<Map<String, Object>> logoutEverywhere() {
        return logins.logoutEverywhere(current.get().user()).replaceWith(Map.of());
    }
}
