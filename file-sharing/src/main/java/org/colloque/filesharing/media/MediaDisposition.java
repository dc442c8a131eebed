package org.colloque.filesharing.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a file is presented. Spec: client-server-api, "Serving inline content"; RFC 6266. */
public final class MediaDisposition {

    private static final Set<String> INLINE = Set.of("text/css", "text/plain", "text/csv", "application/json",
            "application/ld+json", "image/jpeg", "image/gif", "image/png", "image/apng", "image/webp", "image/avif", "video/mp4",
            "video/webm", "video/ogg", "video/quicktime", "audio/mp4", "audio/webm", "audio/aac", "audio/mpeg", "audio/ogg",
            "audio/wave", "audio/wav", "audio/x-wav", "audio/x-pn-wav", "audio/flac", "audio/x-flac");

    private MediaDisposition() {
    }

    /** {@code inline} or {@code attachment}, with the file's name if it has one. Spec: RFC 6266. */
    public static String of(String contentType, Optional<String> filename) {
        String bare = contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        String kind = INLINE.contains(bare) ? "inline" : "attachment";
        return filename.filter(name -> !name.isEmpty()).map(name -> kind + "; " + parameter(name)).orElse(kind);
    }

    private static String parameter(String name) {
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\');
        if (plain) {
            return name.chars().allMatch(MediaDisposition::tokenCharacter) ? "filename=" + name : "filename=\"" + name + "\"";
        }
        return "filename*=utf-8''" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }

    private static boolean tokenCharacter(int c) {
        return Character.isLetterOrDigit(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
