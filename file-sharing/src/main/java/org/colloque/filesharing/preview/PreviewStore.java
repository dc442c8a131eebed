package org.colloque.filesharing.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.Optional;

/** Where previews are kept for a while. All times are milliseconds since the epoch. */
public interface PreviewStore {

    /** The preview that was fetched since then. */
    Uni<Optional<ObjectNode>> find(URI url, long since);

    /** Keeps a preview, and forgets what was fetched before {@code oldest}. */
    Uni<Void> keep(URI url, ObjectNode preview, long fetched, long oldest);
}
