package org.colloque.filesharing.preview;

import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Port: the web. */
public interface WebPages {

    /**
     * Fetches what lies at an address; any status is an answer, and no redirect is followed. Fails with {@code M_FORBIDDEN} when the gate does not
     * let it pass, {@code M_TOO_LARGE} when it is larger than {@code most} bytes, {@code M_CONNECTION_TIMEOUT} or {@code M_CONNECTION_FAILED}.
     */
    Uni<Fetched> fetch(URI url, long most, Duration patience);

    /** What was there. {@code location}: where a redirect leads to. */
    record Fetched(int status, Optional<String> contentType, Optional<String> location, byte[] body) {
    }
}
