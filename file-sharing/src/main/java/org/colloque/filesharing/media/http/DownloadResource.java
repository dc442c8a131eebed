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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.colloque.filesharing.media.DownloadService;
import org.colloque.filesharing.media.Media;
import org.colloque.filesharing.media.MediaConfig;
import org.colloque.filesharing.media.MediaUri;
import org.colloque.filesharing.media.ThumbnailSize;
import org.colloque.filesharing.media.thumbnail.ThumbnailService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;

/** Downloading files and thumbnails. Spec: client-server-api, "Content repository". */
@Path("/_matrix/client/v1/media")
@Authenticated
public class DownloadResource {

    private static final long LONGEST_PATIENCE = 60_000;
    private static final int LARGEST = 32_767;

    private final DownloadService downloads;
    private final ThumbnailService thumbnails;
    private final MediaConfig config;

    DownloadResource(DownloadService downloads, ThumbnailService thumbnails, MediaConfig config) {
        this.downloads = downloads;
        this.thumbnails = thumbnails;
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
        return downloads.find(MediaUri.of(origin, mediaId), true, patience(timeout)).map(file -> file(file, file.filename()));
    }

    @GET
    @Path("/download/{serverName}/{mediaId}/{fileName}")
    public Uni<Response> download(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @PathParam("fileName") String filename, @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        return downloads.find(MediaUri.of(origin, mediaId), true, patience(timeout)).map(file -> file(file, Optional.of(filename)));
    }

    @GET
    @Path("/thumbnail/{serverName}/{mediaId}")
    public Uni<Response> thumbnail(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @QueryParam("width") Integer width, @QueryParam("height") Integer height,
            @QueryParam("method") @DefaultValue("scale") String method,
            @QueryParam("timeout_ms") @DefaultValue("20000") long timeout) {
        ThumbnailSize size = size(width, height, method);
        return downloads.find(MediaUri.of(origin, mediaId), true, patience(timeout))
                .chain(file -> thumbnails.thumbnail(file, size))
                .map(made -> MediaHeaders.apply(Response.ok(downloads.path(made.blob())), Optional.of(made.contentType()),
                        Optional.empty()).build());
    }

    private Response file(Media file, Optional<String> filename) {
        return MediaHeaders.apply(Response.ok(downloads.path(file.blob().orElseThrow())), file.contentType(), filename).build();
    }

    private static ThumbnailSize size(Integer width, Integer height, String method) {
        if (width == null || height == null) {
            throw MatrixException.missingParam("A thumbnail needs a width and a height.");
        }
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw MatrixException.invalidParam("The width and height are not sensible.");
        }
        return switch (method) {
            case "crop" -> new ThumbnailSize(width, height, true);
            case "scale" -> new ThumbnailSize(width, height, false);
            default -> throw MatrixException.invalidParam("The method is \"crop\" or \"scale\".");
        };
    }

    private static Duration patience(long milliseconds) {
        return Duration.ofMillis(Math.clamp(milliseconds, 0, LONGEST_PATIENCE));
    }
}
