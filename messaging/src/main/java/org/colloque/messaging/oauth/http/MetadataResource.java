package org.colloque.messaging.oauth.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.colloque.messaging.oauth.ServerMetadata;

/** What clients have to know of the authorisation server. Spec: client-server-api, "Server metadata discovery". */
@Path("/_matrix/client/v1/auth_metadata")
public class MetadataResource {

    private final ServerMetadata metadata;

    MetadataResource(ServerMetadata metadata) {
        this.metadata = metadata;
    }

    @GET
    public Uni<Response> metadata() {
        return Uni.createFrom().item(MetadataAnswer.of(metadata.document()));
    }
}
