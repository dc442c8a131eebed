package org.colloque.messaging.stream;

import java.util.Collection;
import java.util.List;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Something that a client's {@code /sync} can see, at its place in the one order. Implemented by a record in each feature. */
public interface Change {

    /** Its position; unique, and visible to all nodes in order. */
    long position();

    /** The rooms whose joined members see it: their waiting syncs are woken. */
    default Collection<RoomId> rooms() {
        return List.of();
    }

    /** The users who see it whatever rooms they are in: their waiting syncs are woken. */
    default Collection<UserId> users() {
        return List.of();
    }
}
