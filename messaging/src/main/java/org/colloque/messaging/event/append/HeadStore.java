package org.colloque.messaging.event.append;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.RoomId;

/** Reads the heads of rooms. */
public interface HeadStore {

    /** The head of a room; three statements, whatever the room's size. */
    Uni<Optional<WarmRoom>> load(RoomId room);

    /** The version of a room's head; empty when the room is not known. */
    Uni<Optional<Long>> version(RoomId room);
}
