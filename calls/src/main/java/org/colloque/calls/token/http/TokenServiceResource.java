package org.colloque.calls.token.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.colloque.calls.CallsSettings;
import org.colloque.calls.token.CallTokenService;
import org.colloque.calls.token.CallTokenService.Access;

/**
 * The token service that a transport's {@code livekit_service_url} names: clients, also those of other servers, show by an OpenID
 * token who they are.
 */
@Path(CallsSettings.SERVICE_PATH)
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
public class TokenServiceResource {

    private final CallTokenService calls;
    private final CallsSettings settings;

    TokenServiceResource(CallTokenService calls, CallsSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    /** For clients of before MSC4195. */
    @POST
    @Path("/sfu/get")
    public Uni<Access> legacyToken(byte[] body) {
        settings.required();
        return access(TokenServiceRequest.legacy(body));
    }

    @POST
    @Path("/get_token")
    public Uni<Access> token(byte[] body) {
        settings.required();
        return access(TokenServiceRequest.current(body));
    }

    @POST
    @Path("/delegate_delayed_leave")
    public Uni<Map<String, Object>> delegateLeave(byte[] body) {
        settings.required();
        TokenServiceRequest request = TokenServiceRequest.current(body);
        if (request.call().leave().isEmpty()) {
            throw StrictJson.missing("delay_id");
        }
        return calls.caller(request.token(), request.claimed())
                .chain(user -> calls.delegateLeave(user, request.call())).replaceWith(Map.of());
    }

    @GET
    @Path("/healthz")
    public Response health() {
        settings.required();
        return Response.ok().build();
    }

    private Uni<Access> access(TokenServiceRequest request) {
        return calls.caller(request.token(), request.claimed()).chain(user -> calls.access(user, request.call()));
    }
}
