package org.colloque.messaging.accounts.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** The access token that a request brings. Spec: client-server-api, "Using access tokens". */
final class BearerToken {

    private static final String BEARER = "Bearer ";

    private BearerToken() {
    }

    static Optional<String> of(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.ofNullable(request.getParam("access_token"));
        }
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty();
    }
}
