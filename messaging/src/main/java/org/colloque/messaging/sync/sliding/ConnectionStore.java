package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What connections remember, for all nodes and across restarts. */
public interface ConnectionStore {

    /** What a connection remembers under this number. */
    Uni<Optional<byte[]>> find(ConnectionId connection, long state);

    /**
     * Keeps what a connection remembers under a number. Of what it remembered before, only that from which its client came stays; of the
     * device's connections, the newest. One statement. Nothing is kept for a device that is not there any more.
     *
     * @param from the number with which the client came; 0 for a connection that starts
     */
    Uni<Void> keep(ConnectionId connection, long from, long state, byte[] memory);
}
