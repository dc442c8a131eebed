package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.openid.OpenIdService;
import org.colloque.protocol.json.JsonNodes;

/** Tells third parties whose OpenID token they were given. Spec: server-server-api, "OpenID". */
@Path("/_matrix/federation")
@Produces(MediaType.APPLICATION_JSON)
public class OpenIdResource {

    private final OpenIdService tokens;

    OpenIdResource(OpenIdService tokens) {
        this.tokens = tokens;
    }

    @GET
    @Path("/v1/openid/userinfo")
    public Uni<ObjectNode> userInfo(@QueryParam("access_token") String token) {
        if (token == null) {
            throw new MatrixException(Errcode.M_MISSING_TOKEN, "The parameter access_token is missing.");
        }
        return tokens.resolve(token).map(user -> JsonNodes.object().put("sub", user
                .orElseThrow(() -> new MatrixException(Errcode.M_UNKNOWN_TOKEN, "The token is not known, or has expired.")).value()));
    }
}
