package org.colloque.filesharing.media.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.colloque.filesharing.media.MediaDisposition;

/**
 * The headers with which files go out: never run by a browser, shown inline only when their type is harmless.
 *
 * <p>Spec: client-server-api, "Serving inline content", "Content repository" (security considerations).
 */
public final class MediaHeaders {

    private static final String POLICY = "sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf; "
            + "style-src 'unsafe-inline'; object-src 'self';";
    private MediaHeaders() {
    }

    /** Adds type, disposition, policy and caching to an answer that holds a file. */
    public static Response.ResponseBuilder apply(Response.ResponseBuilder answer, Optional<String> contentType,
            Optional<String> filename) {
        String type = contentType.filter(MediaHeaders::sound).orElse("application/octet-stream");
        return answer.header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, MediaDisposition.of(type, filename))
                .header("Content-Security-Policy", POLICY)
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable");
    }

    private static boolean sound(String type) {
        return type.length() <= 255 && type.indexOf('/') > 0 && type.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}
