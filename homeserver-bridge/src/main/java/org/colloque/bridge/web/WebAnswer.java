package org.colloque.bridge.web;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.config.ServerConfig;

/** Sends a file of the browser client with the headers that make it fast and safe. */
@ApplicationScoped
public class WebAnswer {

    private static final int NOT_MODIFIED = 304;
    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String ASK_AGAIN = "no-cache";
    private static final String PERMISSIONS = "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), fullscreen=(self), "
        + "screen-wake-lock=(self), clipboard-write=(self), geolocation=(), payment=(), usb=(), interest-cohort=()";

    private final boolean secure;

    WebAnswer(ServerConfig config) {
        this.secure = config.publicBaseUrl().filter(url -> url.startsWith("https:")).isPresent();
    }

    void send(RoutingContext request, WebFile file) {
        MultiMap headers = request.response().headers();
        headers.set(HttpHeaders.CACHE_CONTROL, file.immutable() ? FOREVER : ASK_AGAIN);
        headers.set(HttpHeaders.ETAG, file.tag());
        headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        protect(headers, file);
        if (file.tag().equals(request.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
            request.response().setStatusCode(NOT_MODIFIED).end();
            return;
        }
        headers.set(HttpHeaders.CONTENT_TYPE, file.type());
        sendBody(request, body(request, file));
    }

    private void protect(MultiMap headers, WebFile file) {
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        if (secure) {
            headers.set("Strict-Transport-Security", "max-age=31536000");
        }
        file.policy().ifPresent(policy -> {
            headers.set("Content-Security-Policy", policy);
            headers.set("Permissions-Policy", PERMISSIONS);
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
        });
    }

    private static Buffer body(RoutingContext request, WebFile file) {
        String accepted = request.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        if (file.compressed().isPresent() && accepted != null && accepted.contains("gzip")) {
            request.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            return file.compressed().get();
        }
        return file.content();
    }

    private static void sendBody(RoutingContext request, Buffer body) {
        if (request.request().method().equals(HttpMethod.HEAD)) {
            request.response().putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
        } else {
            request.response().end(body);
        }
    }
}
