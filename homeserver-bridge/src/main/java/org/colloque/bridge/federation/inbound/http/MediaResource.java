package org.colloque.bridge.federation.inbound.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.colloque.bridge.media.MediaAnswer;
import org.colloque.filesharing.media.DownloadService;
import org.colloque.filesharing.media.Media;
import org.colloque.filesharing.media.MediaUri;
import org.colloque.filesharing.media.ThumbnailSize;
import org.colloque.filesharing.media.thumbnail.ThumbnailService;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;

/** This server's files, for other servers. Spec: server-server-api, "Content Repository". */
@Path("/_matrix/federation/v1/media")
@FromPeer
public class MediaResource {

    private static final long LONGEST_PATIENCE = 60_000;

    private final DownloadService downloads;
    private final ThumbnailService thumbnails;
    private final ServerConfig server;

    MediaResource(DownloadService downloads, ThumbnailService thumbnails, ServerConfig server) {
        this.downloads = downloads;
        this.thumbnails = thumbnails;
        this.server = server;
    }

    @GET
    @Path("/download/{mediaId}")
    public Uni<Response> download(@PathParam("mediaId") String mediaId, @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        return find(mediaId, timeout)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(file -> MediaAnswer.of(downloads.path(file.blob().orElseThrow()), file.contentType(), file.filename()));
    }

    @GET
    @Path("/thumbnail/{mediaId}")
    public Uni<Response> thumbnail(@PathParam("mediaId") String mediaId, @QueryParam("width") Integer width,
            @QueryParam("height") Integer height, @QueryParam("method") @DefaultValue("scale") String method,
            @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        if (width == null || height == null || width < 1 || height < 1) {
            throw MatrixException.invalidParam("A thumbnail needs a width and a height.");
        }
        ThumbnailSize size = new ThumbnailSize(width, height, "crop".equals(method));
        return find(mediaId, timeout)
                .chain(file -> thumbnails.thumbnail(file, size))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(made -> MediaAnswer.of(downloads.path(made.blob()), Optional.of(made.contentType()), Optional.empty()));
    }

    private Uni<Media> find(String mediaId, long timeout) {
        return downloads.local(new MediaUri(server.serverName(), mediaId), Duration.ofMillis(Math.clamp(timeout, 0, LONGEST_PATIENCE)));
    }
}
