package org.colloque.messaging.keys;

import java.util.Collection;
import java.util.List;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * A user's devices or cross-signing keys changed.
 *
 * @param device the device; empty: the cross-signing keys
 * @param local  whether the user is of this server
 * @param rooms  the rooms that the user is joined to: who is in one of them has to know
 */
public record DeviceListChange(long position, UserId user, String device, boolean local, List<RoomId> rooms) implements Change {

    @Override
    public Collection<UserId> users() {
        return List.of(user);
    }
}
