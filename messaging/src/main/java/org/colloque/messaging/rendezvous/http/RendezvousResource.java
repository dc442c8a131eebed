package org.colloque.messaging.rendezvous.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.messaging.rendezvous.Meeting;
import org.colloque.messaging.rendezvous.RendezvousService;

/** Meeting places with sequence tokens. Spec: MSC4388, "Insecure rendezvous session". */
@Path("/_matrix/client/unstable/io.element.msc4388/rendezvous")
public class RendezvousResource {

    private static final int CONFLICT = 409;

    private final RendezvousService meetings;
    private final RateLimits limits;
    private final Clock clock;

    RendezvousResource(RendezvousService meetings, RateLimits limits, Clock clock) {
        this.meetings = meetings;
        this.limits = limits;
        this.clock = clock;
    }

    @GET
    public Uni<Map<String, Object>> available(@Context HttpServerRequest request) {
        limit(request);
        return Uni.createFrom().item(Map.of("create_available", true));
    }

    @POST
    public Uni<Map<String, Object>> open(JsonBody body, @Context HttpServerRequest request) {
        limit(request);
        return meetings.open(bytes(body)).map(meeting -> Map.of("id", meeting.id(), "sequence_token", meeting.revision(),
                "expires_in_ms", meeting.expires() - clock.millis()));
    }

    @PUT
    @Path("/{rendezvousId}")
    public Uni<Response> write(@PathParam("rendezvousId") String id, JsonBody body, @Context HttpServerRequest request) {
        limit(request);
        return meetings.writeOrRepeat(id, body.text("sequence_token"), bytes(body)).map(written -> written
                .map(meeting -> Response.ok(Map.of("sequence_token", meeting.revision()), MediaType.APPLICATION_JSON_TYPE).build())
                .orElseGet(RendezvousResource::conflict));
    }

    /** Nobody is shown in a browser what strangers left here: "Unsafe content". */
    @GET
    @Path("/{rendezvousId}")
    public Uni<Map<String, Object>> read(@PathParam("rendezvousId") String id, @HeaderParam("Sec-Fetch-Mode") String mode,
            @Context HttpServerRequest request) {
        limit(request);
        if ("navigate".equals(mode)) {
            throw MatrixException.forbidden("This is for programs.");
        }
        return meetings.get(id).map(this::answer);
    }

    @DELETE
    @Path("/{rendezvousId}")
    public Uni<Map<String, Object>> close(@PathParam("rendezvousId") String id, @Context HttpServerRequest request) {
        limit(request);
        return meetings.close(id).replaceWith(Map.of());
    }

    private Map<String, Object> answer(Meeting meeting) {
        return Map.of("data", new String(meeting.payload(), StandardCharsets.UTF_8), "sequence_token", meeting.revision(),
                "expires_in_ms", meeting.expires() - clock.millis());
    }

    private void limit(HttpServerRequest request) {
        limits.require(Limit.RENDEZVOUS, request.remoteAddress().hostAddress());
    }

    private static byte[] bytes(JsonBody body) {
        return body.text("data").getBytes(StandardCharsets.UTF_8);
    }

    /** Spec: MSC4388, "M_CONCURRENT_WRITE errcode". */
    private static Response conflict() {
        return Response.status(CONFLICT).type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Map.of("errcode", "IO_ELEMENT_MSC4388_CONCURRENT_WRITE", "error", "The other device has written in between.")).build();
    }
}
