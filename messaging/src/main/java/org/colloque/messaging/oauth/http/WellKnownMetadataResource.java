package org.colloque.messaging.oauth.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.colloque.messaging.oauth.ServerMetadata;

/** The same where OAuth 2.0 has it. Spec: RFC 8414, section 3. */
@Path("/.well-known/oauth-authorization-server")
public class WellKnownMetadataResource {

    private final ServerMetadata metadata;

    WellKnownMetadataResource(ServerMetadata metadata) {
        this.metadata = metadata;
    }

    @GET
    public Uni<Response> metadata() {
        return Uni.createFrom().item(MetadataAnswer.of(metadata.document()));
    }
}
