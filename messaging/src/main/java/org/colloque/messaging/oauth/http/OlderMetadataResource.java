package org.colloque.messaging.oauth.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.colloque.messaging.oauth.ServerMetadata;

/** The same where clients looked before it stood in the specification. Spec: MSC2965, "Unstable prefix". */
@Path("/_matrix/client/unstable/org.matrix.msc2965/auth_metadata")
public class OlderMetadataResource {

    private final ServerMetadata metadata;

    OlderMetadataResource(ServerMetadata metadata) {
        this.metadata = metadata;
    }

    @GET
    public Uni<Response> metadata() {
        return Uni.createFrom().item(MetadataAnswer.of(metadata.olderDocument()));
    }
}
