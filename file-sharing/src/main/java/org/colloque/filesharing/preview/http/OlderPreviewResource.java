package org.colloque.filesharing.preview.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.http.Authenticated;

/** The same at its older, deprecated place. Spec: client-server-api, "Content repository". */
@Path("/_matrix/media")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class OlderPreviewResource {

    private final PreviewAnswer answer;

    OlderPreviewResource(PreviewAnswer answer) {
        this.answer = answer;
    }

    @GET
    @Path("/v3/preview_url")
    public Uni<ObjectNode> preview(@QueryParam("url") String url) {
        return answer.of(url);
    }
}
