package org.colloque.filesharing.media.http;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.colloque.filesharing.media.DownloadService;
import org.colloque.filesharing.media.Media;
import org.colloque.filesharing.media.MediaUri;
import org.colloque.filesharing.media.ThumbnailSize;
import org.colloque.filesharing.media.thumbnail.ThumbnailService;
import org.colloque.messaging.error.MatrixException;

/** Files and thumbnails as they are answered, with a token or without. */
@ApplicationScoped
class MediaAnswers {

    private static final long LONGEST_PATIENCE = 60_000;
    private static final int LARGEST = 32_767;

    private final DownloadService downloads;
    private final ThumbnailService thumbnails;

    MediaAnswers(DownloadService downloads, ThumbnailService thumbnails) {
        this.downloads = downloads;
        this.thumbnails = thumbnails;
    }

    /**
     * @param filename under which the file is offered; empty for its own
     * @param remote   whether the file may be fetched from another server
     * @param patience how long to wait for an upload that has not come yet, in milliseconds
     */
    Uni<Response> file(MediaUri uri, Optional<String> filename, boolean remote, long patience) {
        return downloads.find(uri, remote, patience(patience)).map(file -> file(file, filename.or(file::filename)));
    }

    /** Fails with {@code M_MISSING_PARAM} or {@code M_INVALID_PARAM} for a size or method that is none. */
    Uni<Response> thumbnail(MediaUri uri, ThumbnailSize size, boolean remote, long patience) {
        return downloads.find(uri, remote, patience(patience))
                .chain(file -> thumbnails.thumbnail(file, size))
                .map(made -> MediaHeaders.apply(Response.ok(downloads.path(made.blob())), Optional.of(made.contentType()),
                        Optional.empty()).build());
    }

    static ThumbnailSize size(Integer width, Integer height, String method) {
        if (width == null || height == null) {
            throw MatrixException.missingParam("A thumbnail needs a width and a height.");
        }
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw MatrixException.invalidParam("The width and height are not sensible.");
        }
        return switch (method) {
            case "crop" -> new ThumbnailSize(width, height, true);
            case "scale" -> new ThumbnailSize(width, height, false);
            default -> throw MatrixException.invalidParam("The method is \"crop\" or \"scale\".");
        };
    }

    private Response file(Media file, Optional<String> filename) {
        return MediaHeaders.apply(Response.ok(downloads.path(file.blob().orElseThrow())), file.contentType(), filename).build();
    }

    private static Duration patience(long milliseconds) {
        return Duration.ofMillis(Math.clamp(milliseconds, 0, LONGEST_PATIENCE));
    }
}
