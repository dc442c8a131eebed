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
import jakarta.ws.rs.core.Response;
import java.util.Date;
import java.util.Map;
import org.colloque.messaging.config.PublicAddress;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.messaging.rendezvous.Meeting;
import org.colloque.messaging.rendezvous.RendezvousService;

/** Meeting places with entity tags, as clients of before MSC4388 know them. Spec: MSC4108 as it was in 2024. */
@Path(OlderRendezvousResource.PATH)
public class OlderRendezvousResource {

    static final String PATH = "/_matrix/client/unstable/org.matrix.msc4108/rendezvous";

    private static final int ACCEPTED = 202;
    private static final int PRECONDITION_FAILED = 412;

    private final RendezvousService meetings;
    private final RateLimits limits;
    private final PublicAddress address;

    OlderRendezvousResource(RendezvousService meetings, RateLimits limits, PublicAddress address) {
        this.meetings = meetings;
        this.limits = limits;
        this.address = address;
    }

    @POST
    public Uni<Response> open(byte[] body, @HeaderParam("Content-Type") String type, @Context HttpServerRequest request) {
        limit(request);
        requireText(type);
        return meetings.open(body).map(meeting -> about(Response.status(Response.Status.CREATED), meeting).type("application/json")
                .entity(Map.of("url", address.of(PATH + "/" + meeting.id()))).build());
    }

    @PUT
    @Path("/{rendezvousId}")
    public Uni<Response> write(@PathParam("rendezvousId") String id, byte[] body, @HeaderParam("Content-Type") String type,
            @HeaderParam("If-Match") String tag, @Context HttpServerRequest request) {
        limit(request);
        requireText(type);
        if (tag == null) {
            throw MatrixException.missingParam("The header If-Match is missing.");
        }
        return meetings.write(id, revision(tag), body).map(written -> written.map(meeting -> about(Response.status(ACCEPTED), meeting).build())
                .orElseThrow(() -> new MatrixException(Errcode.M_UNKNOWN, "The other device has written in between.")
                        .with("org.matrix.msc4108.errcode", "M_CONCURRENT_WRITE").withStatus(PRECONDITION_FAILED)));
    }

    /** The type goes without a charset: clients compare it letter by letter. */
    @GET
    @Path("/{rendezvousId}")
    public Uni<Response> read(@PathParam("rendezvousId") String id, @HeaderParam("If-None-Match") String tag,
            @HeaderParam("Sec-Fetch-Mode") String mode, @Context HttpServerRequest request) {
        limit(request);
        if ("navigate".equals(mode)) {
            throw MatrixException.forbidden("This is for programs.");
        }
        return meetings.get(id).map(meeting -> tag != null && revision(tag).equals(meeting.revision())
                ? about(Response.notModified(), meeting).build()
                : about(Response.ok(meeting.payload()), meeting).header("Content-Type", "text/plain").build());
    }

    @DELETE
    @Path("/{rendezvousId}")
    public Uni<Response> close(@PathParam("rendezvousId") String id, @Context HttpServerRequest request) {
        limit(request);
        return meetings.close(id).replaceWith(() -> Response.noContent().build());
    }

    private static Response.ResponseBuilder about(Response.ResponseBuilder answer, Meeting meeting) {
        return answer.header("ETag", "\"" + meeting.revision() + "\"").header("Cache-Control", "no-store, no-transform").header("Pragma", "no-cache")
                .header("X-Content-Type-Options", "nosniff").header("X-Max-Bytes", RendezvousService.MOST_BYTES)
                .expires(new Date(meeting.expires())).lastModified(new Date(meeting.written()));
    }

    private void limit(HttpServerRequest request) {
        limits.require(Limit.RENDEZVOUS, request.remoteAddress().hostAddress());
    }

    private static void requireText(String type) {
        if (type == null || !type.startsWith("text/plain")) {
            throw MatrixException.invalidParam("The Content-Type must be text/plain.");
        }
    }

    private static String revision(String tag) {
        return tag.replaceFirst("^W/", "").replace("\"", "");
    }
}
