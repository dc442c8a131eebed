package org.colloque.filesharing.media;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;

/** Takes in files, at once or in two steps. Spec: client-server-api, "Content repository". */
@ApplicationScoped
public class UploadService {

    private static final int ID_BYTES = 24;

    private final MediaStore media;
    private final BlobStore blobs;
    private final MediaConfig config;
    private final ServerConfig server;
    private final Clock clock;
    private final SecureRandom random;

    UploadService(MediaStore media, BlobStore blobs, MediaConfig config, ServerConfig server, Clock clock, SecureRandom random) {
        this.media = media;
        this.blobs = blobs;
        this.config = config;
        this.server = server;
        this.clock = clock;
        this.random = random;
    }

    /** Stores a file; its new address. Fails with {@code M_TOO_LARGE}. */
    public Uni<MediaUri> upload(UserId uploader, InputStream bytes, Optional<String> contentType, Optional<String> filename) {
        return upload(Optional.of(uploader), bytes, contentType, filename);
    }

    /** Stores a file that nobody has uploaded. Fails with {@code M_TOO_LARGE}. */
    public Uni<MediaUri> keep(InputStream bytes, String contentType) {
        return upload(Optional.empty(), bytes, Optional.of(contentType), Optional.empty());
    }

    private Uni<MediaUri> upload(Optional<UserId> uploader, InputStream bytes, Optional<String> contentType, Optional<String> filename) {
        MediaUri uri = newUri();
        return store(bytes).chain(blob -> media.add(new Media(uri, Optional.of(blob), contentType, filename, uploader, clock.instant(),
                Optional.empty()))).replaceWith(uri);
    }

    /** Reserves an address for an upload. Fails with {@code M_LIMIT_EXCEEDED} when the user has too many waiting. */
    public Uni<Reservation> reserve(UserId user) {
        Instant now = clock.instant();
        Instant expires = now.plus(config.reservedFor());
        MediaUri uri = newUri();
        return media.reserved(user, now).invoke(waiting -> {
            if (waiting >= config.maxReserved()) {
                throw MatrixException.limitExceeded(config.reservedFor().toMillis() / config.maxReserved());
            }
        }).chain(() -> media.add(new Media(uri, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(user), now,
                Optional.of(expires)))).replaceWith(new Reservation(uri, expires));
    }

    /**
     * Stores the file of a reserved address. Fails with {@code M_NOT_FOUND} when it was not reserved or waited too long,
     * {@code M_FORBIDDEN} when somebody else reserved it, {@code M_CANNOT_OVERWRITE_MEDIA} when it has its file,
     * {@code M_TOO_LARGE}.
     */
    public Uni<Void> complete(UserId uploader, MediaUri uri, InputStream bytes, Optional<String> contentType,
            Optional<String> filename) {
        return media.find(uri).invoke(found -> requireReserved(found, uploader))
                .chain(() -> store(bytes))
                .chain(blob -> media.complete(uri, blob, contentType, filename))
                .invoke(completed -> {
                    if (!completed) {
                        throw taken();
                    }
                }).replaceWithVoid();
    }

    private void requireReserved(Optional<Media> found, UserId uploader) {
        Media reserved = found.orElseThrow(() -> MatrixException.notFound("This address was not reserved."));
        if (reserved.uploader().filter(uploader::equals).isEmpty()) {
            throw MatrixException.forbidden("Somebody else reserved this address.");
        }
        if (reserved.blob().isPresent()) {
            throw taken();
        }
        if (reserved.expires().filter(expires -> expires.isBefore(clock.instant())).isPresent()) {
            throw MatrixException.notFound("This address waited too long for its file.");
        }
    }

    private Uni<Blob> store(InputStream bytes) {
        long most = config.maxUploadSize().asLongValue();
        return Uni.createFrom().item(() -> {
            try {
                return blobs.store(bytes, most);
            } catch (BlobStore.TooLargeException tooLarge) {
                throw new MatrixException(Errcode.M_TOO_LARGE, "Files may have at most " + most + " bytes.");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private MediaUri newUri() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new MediaUri(server.serverName(), Base64.getUrlEncoder().withoutPadding().encodeToString(id));
    }

    private static MatrixException taken() {
        return new MatrixException(409, Errcode.M_CANNOT_OVERWRITE_MEDIA, "This address has its file already.",
                JsonNodeFactory.instance.objectNode());
    }

    /** A reserved address and until when it waits. */
    public record Reservation(MediaUri uri, Instant expires) {
    }
}
