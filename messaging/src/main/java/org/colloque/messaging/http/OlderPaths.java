package org.colloque.messaging.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Takes the paths that clients used before version 1.1 of the specification, {@code /r0/…}, for those of today, {@code /v3/…}. */
public class OlderPaths {

    private static final String OLD = "/_matrix/client/r0/";
    private static final String NEW = "/_matrix/client/v3/";

    @ServerRequestFilter(preMatching = true)
    public void rewrite(ContainerRequestContext context, HttpServerRequest request) {
        if (request.path().startsWith(OLD)) {
            context.setRequestUri(URI.create(context.getUriInfo().getRequestUri().toString().replaceFirst(OLD, NEW)));
        }
    }
}
