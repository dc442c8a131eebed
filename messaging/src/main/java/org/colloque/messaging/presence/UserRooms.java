package org.colloque.messaging.presence;

import io.smallrye.mutiny.Uni;
import java.util.Set;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Port: who sees whom. Implemented by the package {@code sync}. */
public interface UserRooms {

    /** The rooms that a user of any server is joined to, as far as this server knows; from memory for who is active on this node. */
    Uni<Set<RoomId>> joined(UserId user);
}
