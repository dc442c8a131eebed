package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Port: whose device lists changed. Implemented by the package {@code keys}. */
public interface DeviceListUpdates {

    /**
     * The users whose devices, device keys or cross-signing keys changed after one position and at or below another, and who are
     * joined to one of the rooms, or are the observer. No statement when {@code after} is within memory.
     *
     * <p>Who newly came into a shared room, or left the last one, is not asked here: the source of sync sees that in memberships.
     */
    Uni<Set<UserId>> changed(UserId observer, Set<RoomId> rooms, long after, long upTo);
}
