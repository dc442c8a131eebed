package org.colloque.messaging.oauth.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.colloque.messaging.oauth.DeviceAuthorizations;
import org.colloque.messaging.oauth.DeviceLinkService;
import org.colloque.messaging.oauth.Issuer;
import org.colloque.messaging.oauth.Parameters;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;

/** A device without a browser asks to be let in. Spec: client-server-api, "Device authorisation request"; RFC 8628, section 3.1. */
@Path("/oauth2/device")
public class DeviceResource {

    private final DeviceLinkService links;
    private final RateLimits limits;
    private final Issuer issuer;

    DeviceResource(DeviceLinkService links, RateLimits limits, Issuer issuer) {
        this.links = links;
        this.limits = limits;
        this.issuer = issuer;
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> ask(Parameters given, @Context HttpServerRequest request) {
        limits.require(Limit.DEVICE_LINK, request.remoteAddress().hostAddress());
        return links.ask(given).map(this::answer);
    }

    private Response answer(DeviceAuthorizations.Codes codes) {
        String link = issuer.at(Issuer.LINK);
        Map<String, Object> body = Map.of("device_code", codes.device(), "user_code", codes.user(), "verification_uri", link,
                "verification_uri_complete", link + "?user_code=" + codes.user(),
                "expires_in", DeviceAuthorizations.LIFETIME.toSeconds(), "interval", DeviceAuthorizations.PACE.toSeconds());
        return Response.ok(body, MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store").build();
    }
}
