package org.colloque.messaging.oauth.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.oauth.ClientService;
import org.colloque.messaging.oauth.OAuthClient;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** Clients register themselves. Spec: client-server-api, "Dynamic client registration flow"; RFC 7591. */
@Path("/oauth2/register")
public class RegistrationResource {

    private final ClientService clients;
    private final RateLimits limits;

    RegistrationResource(ClientService clients, RateLimits limits) {
        this.clients = clients;
        this.limits = limits;
    }

    @POST
    public Uni<Response> register(JsonBody body, @Context HttpServerRequest request) {
        limits.require(Limit.CLIENT_REGISTRATION, request.remoteAddress().hostAddress());
        return clients.register(body.json()).map(RegistrationResource::answer);
    }

    private static Response answer(OAuthClient client) {
        ObjectNode registered = client.metadata().deepCopy();
        registered.put("client_id", client.id());
        return Response.status(Response.Status.CREATED).type(MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store")
                .entity(registered).build();
    }
}
