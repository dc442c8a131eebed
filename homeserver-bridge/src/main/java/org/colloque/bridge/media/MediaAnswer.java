package org.colloque.bridge.media;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.colloque.filesharing.media.MediaDisposition;

/** A file as the answer to another server. Blocks: for the worker pool only. */
public final class MediaAnswer {

    private MediaAnswer() {
    }

    public static Response of(Path file, Optional<String> contentType, Optional<String> filename) {
        String type = contentType.orElse("application/octet-stream").replaceAll("[\\r\\n]", "");
        String headers = "Content-Type: " + type + "\r\nContent-Disposition: " + MediaDisposition.of(type, filename);
        String boundary = UUID.randomUUID().toString();
        try {
            return Response.ok(MultipartMixed.write(boundary, headers, Files.newInputStream(file)))
                    .header(HttpHeaders.CONTENT_TYPE, "multipart/mixed; boundary=" + boundary)
                    .header(HttpHeaders.CONTENT_LENGTH, Files.size(file) + MultipartMixed.overhead(boundary, headers))
                    .build();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
