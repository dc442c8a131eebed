package org.colloque.messaging.event.partial;

import java.util.Collection;
import java.util.List;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.RoomId;

/**
 * A room's state became partial, or whole again.
 *
 * @param partial which of the two
 */
public record PartialRoomChange(long position, RoomId room, boolean partial) implements Change {

    @Override
    public Collection<RoomId> rooms() {
        return List.of(room);
    }
}
