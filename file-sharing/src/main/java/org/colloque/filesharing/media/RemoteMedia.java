package org.colloque.filesharing.media;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Optional;

/** Port: files of other servers. */
public interface RemoteMedia {

    /**
     * Fetches a file from its server into a temporary file, which the caller deletes. Fails with {@code M_NOT_FOUND} when the
     * server does not have it, {@code M_TOO_LARGE} when it is larger than {@code most} bytes, {@code M_CONNECTION_FAILED} when
     * the server cannot be reached.
     */
    Uni<Fetched> fetch(MediaUri uri, long most);

    /** A file that was fetched. */
    record Fetched(Path file, Optional<String> contentType, Optional<String> filename) {
    }
}
