package org.colloque.filesharing.media;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;

/** Gives out files, of this server and of others. Spec: client-server-api, "Content repository". */
@ApplicationScoped
public class DownloadService {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final MediaStore media;
    private final BlobStore blobs;
    private final RemoteMedia remote;
    private final MediaConfig config;
    private final ServerConfig server;
    private final Clock clock;
    private final Map<MediaUri, Uni<Media>> underWay = new ConcurrentHashMap<>();

    DownloadService(MediaStore media, BlobStore blobs, RemoteMedia remote, MediaConfig config, ServerConfig server, Clock clock) {
        this.media = media;
        this.blobs = blobs;
        this.remote = remote;
        this.config = config;
        this.server = server;
        this.clock = clock;
    }

    /**
     * The file, fetched from its server when that is another one and {@code allowRemote}. Fails with {@code M_NOT_FOUND}, and with
     * {@code M_NOT_YET_UPLOADED} when its upload did not come within the patience.
     */
    public Uni<Media> find(MediaUri uri, boolean allowRemote, Duration patience) {
        return uri.origin().equals(server.serverName()) ? local(uri, clock.millis() + patience.toMillis())
                : media.find(uri).chain(found -> found.map(known -> Uni.createFrom().item(known))
                        .orElseGet(() -> allowRemote ? fetch(uri) : Uni.createFrom().failure(unknown())));
    }

    /** A file that was uploaded here. Fails as {@link #find}. */
    public Uni<Media> local(MediaUri uri, Duration patience) {
        return local(uri, clock.millis() + patience.toMillis());
    }

    /** Where the bytes lie. */
    public Path path(Blob blob) {
        return blobs.path(blob.hash());
    }

    private Uni<Media> local(MediaUri uri, long until) {
        return media.find(uri).chain(found -> {
            Media known = found.orElseThrow(DownloadService::unknown);
            if (known.blob().isPresent()) {
                return Uni.createFrom().item(known);
            }
            if (known.expires().filter(expires -> expires.isBefore(clock.instant())).isPresent()) {
                throw unknown();
            }
            if (clock.millis() >= until) {
                throw new MatrixException(Errcode.M_NOT_YET_UPLOADED, "This file was not uploaded yet.");
            }
            return Uni.createFrom().voidItem().onItem().delayIt().by(LOOK_AGAIN).chain(() -> local(uri, until));
        });
    }

    /** One fetch a file, however many ask for it meanwhile. */
    private Uni<Media> fetch(MediaUri uri) {
        return underWay.computeIfAbsent(uri, key -> remote.fetch(key, config.maxUploadSize().asLongValue())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(fetched -> keep(key, fetched))
                .call(media::add)
                .onTermination().invoke(() -> underWay.remove(key))
                .memoize().indefinitely());
    }

    private Media keep(MediaUri uri, RemoteMedia.Fetched fetched) {
        try (InputStream bytes = Files.newInputStream(fetched.file())) {
            Blob blob = blobs.store(bytes, config.maxUploadSize().asLongValue());
            return new Media(uri, Optional.of(blob), fetched.contentType(), fetched.filename(), Optional.empty(),
                    clock.instant(), Optional.empty());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            delete(fetched.file());
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static MatrixException unknown() {
        return MatrixException.notFound("There is no such file.");
    }
}
