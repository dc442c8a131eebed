package org.colloque.filesharing.media.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The headers with which files go out: never run by a browser, shown inline only when their type is harmless.
 *
 * <p>Spec: client-server-api, "Serving inline content", "Content repository" (security considerations).
 */
public final class MediaHeaders {

    private static final String POLICY = "sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf; "
            + "style-src 'unsafe-inline'; object-src 'self';";
    private static final Set<String> INLINE = Set.of("text/css", "text/plain", "text/csv", "application/json",
            "application/ld+json", "image/jpeg", "image/gif", "image/png", "image/apng", "image/webp", "image/avif", "video/mp4",
            "video/webm", "video/ogg", "video/quicktime", "audio/mp4", "audio/webm", "audio/aac", "audio/mpeg", "audio/ogg",
            "audio/wave", "audio/wav", "audio/x-wav", "audio/x-pn-wav", "audio/flac", "audio/x-flac");

    private MediaHeaders() {
    }

    /** Adds type, disposition, policy and caching to an answer that holds a file. */
    public static Response.ResponseBuilder apply(Response.ResponseBuilder answer, Optional<String> contentType,
            Optional<String> filename) {
        String type = contentType.filter(MediaHeaders::sound).orElse("application/octet-stream");
        return answer.header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition(type, filename))
                .header("Content-Security-Policy", POLICY)
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=31536000, immutable");
    }

    /** {@code inline} or {@code attachment}, with the file's name if it has one. Spec: RFC 6266. */
    public static String disposition(String contentType, Optional<String> filename) {
        String bare = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        String kind = INLINE.contains(bare) ? "inline" : "attachment";
        return filename.filter(name -> !name.isEmpty()).map(name -> kind + "; " + parameter(name)).orElse(kind);
    }

    private static String parameter(String name) {
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\');
        if (plain) {
            return name.chars().allMatch(MediaHeaders::tokenCharacter) ? "filename=" + name : "filename=\"" + name + "\"";
        }
        return "filename*=utf-8''" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    private static boolean tokenCharacter(int c) {
        return Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean sound(String type) {
        return type.length() <= 255 && type.indexOf('/') > 0 && type.chars().allMatch(c -> c >= ' ' && c < 127);
    }
}
