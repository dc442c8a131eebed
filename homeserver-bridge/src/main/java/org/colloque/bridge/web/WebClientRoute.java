package org.colloque.bridge.web;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * Serves the browser client at {@code /}. A path without a dot is one of the client's own screens and gets its page; whatever belongs to an API, or
 * names no file of the client, goes on to the rest of the service.
 */
@ApplicationScoped
public class WebClientRoute {

    static final String PAGE = "/index.html";
    private static final int BEFORE_THE_API = -100;

    private final Vertx vertx;
    private final WebFiles files;
    private final WebAnswer answer;

    WebClientRoute(Vertx vertx, WebFiles files, WebAnswer answer) {
        this.vertx = vertx;
        this.files = files;
        this.answer = answer;
    }

    void register(@Observes Router router) {
        router.route().order(BEFORE_THE_API).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
    }

    private void serve(RoutingContext request) {
        String path = request.normalizedPath();
        if (ApiPaths.isReserved(path)) {
            request.next();
        } else {
            find(request, path.indexOf('.') < 0 ? PAGE : path);
        }
    }

    private void find(RoutingContext request, String path) {
        Optional<WebFile> known = files.remembered(path);
        if (known.isPresent()) {
            answer.send(request, known.get());
        } else if (!files.mayName(path)) {
            request.next();
        } else {
            vertx.executeBlocking(() -> files.read(path), false)
                .onSuccess(file -> file.ifPresentOrElse(found -> answer.send(request, found), request::next))
                .onFailure(request::fail);
        }
    }
}
