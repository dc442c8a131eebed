package org.colloque.filesharing.preview.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.http.Authenticated;

/** What a page is about. Spec: client-server-api, "Content repository". */
@Path("/_matrix/client/v1/media")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {

    private final PreviewAnswer answer;

    PreviewResource(PreviewAnswer answer) {
        this.answer = answer;
    }

    @GET
    @Path("/preview_url")
    public Uni<ObjectNode> preview(@QueryParam("url") String url) {
        return answer.of(url);
    }
}
