package org.colloque.messaging.event.state;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Set;

/** Reads stored states. */
public interface SnapshotStore {

    /** These states of a room, each whole, in two statements however many there are. Ids that are not there are left out. */
    Uni<Map<Long, StoredState>> load(long room, Set<Long> snapshots);
}
