package org.colloque.filesharing.media.http;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.colloque.filesharing.media.MediaConfig;
import org.colloque.filesharing.media.MediaUri;
import org.colloque.filesharing.media.UploadService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;

/** Uploading files. Spec: client-server-api, "Content repository". */
@Path("/_matrix/media")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class UploadResource {

    private final UploadService uploads;
    private final MediaConfig config;
    private final CurrentRequester requester;

    UploadResource(UploadService uploads, MediaConfig config, CurrentRequester requester) {
        this.uploads = uploads;
        this.config = config;
        this.requester = requester;
    }

    /** The answer of {@code POST /upload}. */
    public record Uploaded(String content_uri) {
    }

    /** The answer of {@code POST /create}. */
    public record Reserved(String content_uri, long unused_expires_at) {
    }

    @GET
    @Path("/v3/config")
    public Map<String, Long> config() {
        return Map.of("m.upload.size", config.maxUploadSize().asLongValue());
    }

    @POST
    @Path("/v3/upload")
    @Consumes(MediaType.WILDCARD)
    @Blocking
    public Uni<Uploaded> upload(@HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length, @QueryParam("filename") String filename, InputStream body) {
        requireFits(length);
        return uploads.upload(requester.get().user(), body, Optional.ofNullable(contentType), Optional.ofNullable(filename))
                .map(uri -> new Uploaded(uri.toString()));
    }

    @POST
    @Path("/v1/create")
    public Uni<Reserved> reserve() {
        return uploads.reserve(requester.get().user())
                .map(reserved -> new Reserved(reserved.uri().toString(), reserved.expires().toEpochMilli()));
    }

    @PUT
    @Path("/v3/upload/{serverName}/{mediaId}")
    @Consumes(MediaType.WILDCARD)
    @Blocking
    public Uni<Map<String, Object>> complete(@PathParam("serverName") String origin, @PathParam("mediaId") String mediaId,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType, @HeaderParam(HttpHeaders.CONTENT_LENGTH) Long length,
            @QueryParam("filename") String filename, InputStream body) {
        requireFits(length);
        return uploads.complete(requester.get().user(), MediaUri.of(origin, mediaId), body, Optional.ofNullable(contentType),
                Optional.ofNullable(filename)).replaceWith(Map.of());
    }

    private void requireFits(Long length) {
        if (length != null && length > config.maxUploadSize().asLongValue()) {
            throw new MatrixException(Errcode.M_TOO_LARGE,
                    "Files may have at most " + config.maxUploadSize().asLongValue() + " bytes.");
        }
    }
}
