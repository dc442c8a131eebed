package org.colloque.filesharing.media.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.colloque.filesharing.media.MediaConfig;
import org.colloque.filesharing.media.MediaUri;
import org.colloque.messaging.http.Authenticated;

/** Downloading files and thumbnails. Spec: client-server-api, "Content repository". */
@Path("/_matrix/client/v1/media")
@Authenticated
public class DownloadResource {

    private final MediaAnswers answers;
    private final MediaConfig config;

    DownloadResource(MediaAnswers answers, MediaConfig config) {
        this.answers = answers;
        this.config = config;
    }

    @GET
    @Path("/config")
    @Produces(MediaType.APPLICATION_JSON)
    public Map<String, Long> config() {
        return Map.of("m.upload.size", config.maxUploadSize().asLongValue());
    }

    @GET
    @Path("/download/{serverName}/{mediaId}")
    public Uni<Response> download(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        return answers.file(MediaUri.of(origin, mediaId), Optional.empty(), true, timeout);
    }

    @GET
    @Path("/download/{serverName}/{mediaId}/{fileName}")
    public Uni<Response> download(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @PathParam("fileName") String filename, @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        return answers.file(MediaUri.of(origin, mediaId), Optional.of(filename), true, timeout);
    }

    @GET
    @Path("/thumbnail/{serverName}/{mediaId}")
    public Uni<Response> thumbnail(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @QueryParam("width") Integer width, @QueryParam("height") Integer height,
            @QueryParam("method") @DefaultValue("scale") String method,
            @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        return answers.thumbnail(MediaUri.of(origin, mediaId), MediaAnswers.size(width, height, method), true, timeout);
    }
}
