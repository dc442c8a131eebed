package org.colloque.messaging.oauth.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The metadata, to be kept for a while. */
final class MetadataAnswer {

    private MetadataAnswer() {
    }

    static Response of(Map<String, Object> document) {
        return Response.ok(document, MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "public, max-age=600").build();
    }
}
