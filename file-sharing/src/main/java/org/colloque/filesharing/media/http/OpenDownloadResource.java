package org.colloque.filesharing.media.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.colloque.filesharing.media.MediaConfig;
import org.colloque.filesharing.media.MediaUri;
import org.colloque.messaging.error.MatrixException;

/**
 * Files and thumbnails without a token, as before they needed one. Unless the operator wants it otherwise all files are frozen for these
 * addresses: 404 {@code M_NOT_FOUND}. Spec: client-server-api, "Content repository", the deprecated endpoints.
 */
@Path("/_matrix/media")
public class OpenDownloadResource {

    private final MediaAnswers answers;
    private final MediaConfig config;

    OpenDownloadResource(MediaAnswers answers, MediaConfig config) {
        this.answers = answers;
        this.config = config;
    }

    @GET
    @Path("/v3/download/{serverName}/{mediaId}")
    public Uni<Response> download(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @QueryParam("allow_remote") @DefaultValue("true") boolean remote, @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        requireOpen();
        return answers.file(MediaUri.of(origin, mediaId), Optional.empty(), remote, timeout);
    }

    @GET
    @Path("/v3/download/{serverName}/{mediaId}/{fileName}")
    public Uni<Response> download(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @PathParam("fileName") String filename, @QueryParam("allow_remote") @DefaultValue("true") boolean remote,
            @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        requireOpen();
        return answers.file(MediaUri.of(origin, mediaId), Optional.of(filename), remote, timeout);
    }

    @GET
    @Path("/v3/thumbnail/{serverName}/{mediaId}")
    public Uni<Response> thumbnail(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @QueryParam("width") Integer width, @QueryParam("height") Integer height,
            @QueryParam("method") @DefaultValue("scale") String method,
            @QueryParam("allow_remote") @DefaultValue("true") boolean remote, @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        requireOpen();
        return answers.thumbnail(MediaUri.of(origin, mediaId), MediaAnswers.size(width, height, method), remote, timeout);
    }

    private void requireOpen() {
        if (!config.withoutToken()) {
            throw MatrixException.notFound("Files are given to those who are logged in.");
        }
    }
}
