package org.colloque.messaging.keys;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Set;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Reading of the order of device lists from the database. */
public interface DeviceListReads {

    /**
     * Users whose devices or keys changed after a position and who are the observer, are joined to one of the rooms, or whose key the
     * observer has signed since.
     */
    Uni<Set<UserId>> changed(UserId observer, Collection<RoomId> rooms, long after);

    /** Users who are in a room with the observer, and of whom something changed or who came into a shared room after a position. */
    Uni<Set<UserId>> changedOrMet(UserId observer, long after);

    /** Users who left a room of the observer, or were in one that the observer left, after a position, and now share none. */
    Uni<Set<UserId>> lost(UserId observer, long after);
}
