package org.colloque.bridge.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Lets web clients of other origins use the API: the headers go on every answer, errors included, and {@code OPTIONS} is answered without touching
 * an endpoint. Spec: client-server-api, "Web Browser Clients".
 */
@ApplicationScoped
public class CrossOrigin {

    private static final int BEFORE_EVERYTHING = 1000;
    private static final int NO_CONTENT = 204;

    void register(@Observes Filters filters) {
        filters.register(this::answer, BEFORE_EVERYTHING);
    }

    private void answer(RoutingContext request) {
        if (!ApiPaths.contains(request.normalizedPath())) {
            request.next();
            return;
        }
        MultiMap headers = request.response().headers();
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS");
        headers.set("Access-Control-Allow-Headers", "X-Requested-With, Content-Type, Authorization, If-Match, If-None-Match");
        headers.set("Access-Control-Expose-Headers", "ETag, Expires, Retry-After");
        if (request.request().method().equals(HttpMethod.OPTIONS)) {
            headers.set("Access-Control-Max-Age", "86400");
            request.response().setStatusCode(NO_CONTENT).end();
        } else {
            request.next();
        }
    }
}
