package org.colloque.bridge.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** The files of the browser client, as they were packed into the service. */
@ApplicationScoped
public class WebFiles {

    private static final String FOLDER = "web";
    private static final Pattern FILE = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*/[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.[A-Za-z0-9]+");
    private static final long MAX_REMEMBERED_BYTES = 24L * 1024 * 1024;
    private static final Map<String, String> TYPES = Map.ofEntries(
        Map.entry("html", "text/html; charset=utf-8"),
        Map.entry("js", "text/javascript; charset=utf-8"),
        Map.entry("mjs", "text/javascript; charset=utf-8"),
        Map.entry("css", "text/css; charset=utf-8"),
        Map.entry("json", "application/json"),
        Map.entry("webmanifest", "application/manifest+json"),
        Map.entry("wasm", "application/wasm"),
        Map.entry("svg", "image/svg+xml"),
        Map.entry("png", "image/png"),
        Map.entry("ico", "image/x-icon"),
        Map.entry("woff", "font/woff"),
        Map.entry("woff2", "font/woff2"),
        Map.entry("mp3", "audio/mpeg"),
        Map.entry("ogg", "audio/ogg"),
        Map.entry("txt", "text/plain; charset=utf-8"));

    private final ContentPolicy policy;
    private final Cache<String, Optional<WebFile>> remembered = Caffeine.newBuilder()
        .maximumWeight(MAX_REMEMBERED_BYTES)
        .weigher((String path, Optional<WebFile> file) -> path.length() + file.map(WebFile::weight).orElse(0))
        .expireAfterAccess(Duration.ofMinutes(10))
        .build();

    WebFiles(ContentPolicy policy) {
        this.policy = policy;
    }

    /** Whether a path could name a file at all; says nothing about whether it exists. */
    boolean mayName(String path) {
        return FILE.matcher(path).matches();
    }

    /** The file when it was used lately; answers at once. */
    Optional<WebFile> remembered(String path) {
        Optional<WebFile> file = remembered.getIfPresent(path);
        return file == null ? Optional.empty() : file;
    }

    /** The file, read when need be: blocks. */
    Optional<WebFile> read(String path) {
        return mayName(path) ? remembered.get(path, this::load) : Optional.empty();
    }

    private Optional<WebFile> load(String path) {
        return bytes(path).map(content -> new WebFile(
            content,
            bytes(path + ".gz"),
            TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream"),
            tag(content),
            path.contains("/assets/"),
            policy(path, content)));
    }

    private Optional<String> policy(String path, Buffer content) {
        if (!path.endsWith(".html")) {
            return Optional.empty();
        }
        return Optional.of(path.equals(WebClientRoute.PAGE) ? policy.forClient(content.toString()) : policy.forPage(content.toString()));
    }

    private static Optional<Buffer> bytes(String path) {
        try (InputStream resource = WebFiles.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
            return resource == null ? Optional.empty() : Optional.of(Buffer.buffer(resource.readAllBytes()));
        } catch (IOException failure) {
            throw new UncheckedIOException("The service's jar file cannot be read", failure);
        }
    }

    private static String tag(Buffer content) {
        var checksum = new CRC32C();
        checksum.update(content.getBytes());
        return "\"" + Long.toHexString(checksum.getValue()) + "-" + Integer.toHexString(content.length()) + "\"";
    }
}
