package org.colloque.filesharing.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.colloque.filesharing.media.UploadService;
import org.colloque.filesharing.preview.Redirects.Arrived;
import org.jboss.logging.Logger;

/** Takes over the picture of a page, so that clients load it from here and show themselves to nobody. */
@ApplicationScoped
class PreviewImages {

    private static final Logger LOG = Logger.getLogger(PreviewImages.class);
    private static final Set<String> TYPES = Set.of("image/png", "image/jpeg", "image/gif", "image/webp");

    private final Redirects redirects;
    private final UploadService uploads;
    private final long most;

    PreviewImages(Redirects redirects, UploadService uploads, PreviewConfig config) {
        this.redirects = redirects;
        this.uploads = uploads;
        this.most = config.maxImageSize().asLongValue();
    }

    static boolean isImage(Arrived arrived) {
        return TYPES.contains(arrived.type());
    }

    /** Adds the picture at this address; a preview is none the worse for a picture that cannot be had. */
    Uni<ObjectNode> add(ObjectNode preview, URI url) {
        return Uni.createFrom().deferred(() -> redirects.follow(url, most))
                .chain(arrived -> arrived.isThere() && isImage(arrived) ? keep(preview, arrived) : Uni.createFrom().item(preview))
                .onFailure().recoverWithItem(failure -> {
                    LOG.debugf("No picture for a preview: %s", failure.getMessage());
                    return preview;
                });
    }

    /** Adds a picture that was fetched. */
    Uni<ObjectNode> keep(ObjectNode preview, Arrived arrived) {
        byte[] bytes = arrived.fetched().body();
        return uploads.keep(new ByteArrayInputStream(bytes), arrived.type()).emitOn(Infrastructure.getDefaultWorkerPool()).map(uri -> {
            preview.put("og:image", uri.toString()).put("og:image:type", arrived.type()).put("matrix:image:size", bytes.length);
            size(bytes, arrived.type()).ifPresent(size -> preview.put("og:image:width", size.width()).put("og:image:height", size.height()));
            return preview;
        });
    }

    /** Width and height as the picture's head says; empty when it cannot be read. */
    private static Optional<Size> size(byte[] bytes, String type) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type);
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            return Optional.of(new Size(reader.getWidth(0), reader.getHeight(0)));
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private record Size(int width, int height) {
    }
}
