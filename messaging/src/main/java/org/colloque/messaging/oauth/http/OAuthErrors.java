package org.colloque.messaging.oauth.http;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.colloque.messaging.oauth.OAuthException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Tells clients of refusals in the form of OAuth 2.0. Spec: RFC 6749, "Error Response". */
public class OAuthErrors {

    @ServerExceptionMapper
    Response refuse(OAuthException refusal) {
        return Response.status(refusal.status()).type(MediaType.APPLICATION_JSON_TYPE).header("Cache-Control", "no-store")
                .entity(Map.of("error", refusal.error(), "error_description", refusal.getMessage())).build();
    }
}
