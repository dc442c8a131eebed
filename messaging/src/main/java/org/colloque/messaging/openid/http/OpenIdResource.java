package org.colloque.messaging.openid.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.openid.OpenIdService;
import org.colloque.protocol.id.UserId;

/** Asking for an OpenID token. Spec: client-server-api, "OpenID". */
@Path("/_matrix/client/v3/user/{userId}/openid/request_token")
@Authenticated
public class OpenIdResource {

    private final OpenIdService tokens;
    private final CurrentRequester current;

    OpenIdResource(OpenIdService tokens, CurrentRequester current) {
        this.tokens = tokens;
        this.current = current;
    }

    @POST
    public Uni<Map<String, Object>> request(@PathParam("userId") String userId, JsonBody body) {
        UserId user = UserId.parse(userId);
        if (!current.get().user().equals(user)) {
            throw MatrixException.forbidden("Nobody but the person may ask for this token.");
        }
        return tokens.issue(user).map(token -> Map.of("access_token", token, "token_type", "Bearer",
                "matrix_server_name", user.server(), "expires_in", OpenIdService.LIFETIME.toSeconds()));
    }
}
