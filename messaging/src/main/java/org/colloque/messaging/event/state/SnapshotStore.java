package org.colloque.messaging.event.state;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Reads stored states. */
public interface SnapshotStore {

    /** These states of a room, each whole, in two statements however many there are. Ids that are not there are left out. */
    Uni<Map<Long, StoredState>> load(long room, Set<Long> snapshots);

    /** What stands in a few slots of these states, by numbers: state, slot, event. Empty slots are left out. One statement. */
    Uni<Map<Long, Map<Long, Long>>> slots(long room, Set<Long> snapshots, Collection<Long> slots);
}
