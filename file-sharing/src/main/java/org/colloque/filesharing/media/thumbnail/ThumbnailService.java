package org.colloque.filesharing.media.thumbnail;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.colloque.filesharing.media.Blob;
import org.colloque.filesharing.media.BlobStore;
import org.colloque.filesharing.media.Media;
import org.colloque.filesharing.media.MediaConfig;
import org.colloque.filesharing.media.MediaStore;
import org.colloque.filesharing.media.MediaStore.Thumbnail;
import org.colloque.filesharing.media.ThumbnailSize;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.jboss.logging.Logger;

/** Gives out thumbnails, made when they are first asked for. Spec: client-server-api, "Thumbnails". */
@ApplicationScoped
public class ThumbnailService {

    private static final Logger LOG = Logger.getLogger(ThumbnailService.class);
    private static final Set<String> PICTURES = Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp");

    private final MediaStore media;
    private final BlobStore blobs;
    private final MediaConfig config;
    /** Large pictures need much memory: two at a time. */
    private final Semaphore drawing = new Semaphore(2);

    ThumbnailService(MediaStore media, BlobStore blobs, MediaConfig config) {
        this.media = media;
        this.blobs = blobs;
        this.config = config;
    }

    /**
     * A picture not smaller than the size where that is possible; the file itself when it is smaller. Fails with {@code M_UNKNOWN}
     * (400) when the file is no picture of which a thumbnail can be made.
     */
    public Uni<Thumbnail> thumbnail(Media file, ThumbnailSize asked) {
        Blob blob = file.blob().orElseThrow();
        String type = file.contentType().orElse("").split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (!PICTURES.contains(type)) {
            return Uni.createFrom().failure(noPicture());
        }
        ThumbnailSize size = asked.rounded();
        return media.thumbnail(file.uri(), size).chain(found -> found.map(made -> Uni.createFrom().item(made))
                .orElseGet(() -> draw(blob, type, size)
                        .chain(drawn -> drawn.map(made -> media.addThumbnail(file.uri(), size, made).replaceWith(made))
                                .orElseGet(() -> Uni.createFrom().item(new Thumbnail(blob, type))))));
    }

    private Uni<Optional<Thumbnail>> draw(Blob blob, String type, ThumbnailSize size) {
        return Uni.createFrom().item(() -> {
            drawing.acquireUninterruptibly();
            try {
                return drawNow(blob, type, size);
            } catch (IOException broken) {
                LOG.debugf("No thumbnail of blob %s: %s", blob.hash(), broken.getMessage());
                throw noPicture();
            } finally {
                drawing.release();
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private Optional<Thumbnail> drawNow(Blob blob, String type, ThumbnailSize size) throws IOException {
        Optional<Pictures.Drawn> drawn = Pictures.thumbnail(blobs.path(blob.hash()), type, size, config.maxThumbnailPixels());
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = drawn.get().bytes();
        return Optional.of(new Thumbnail(blobs.store(new ByteArrayInputStream(bytes), bytes.length), drawn.get().contentType()));
    }

    private static MatrixException noPicture() {
        return new MatrixException(Errcode.M_UNKNOWN, "No thumbnail can be made of this file.").withStatus(400);
    }
}
