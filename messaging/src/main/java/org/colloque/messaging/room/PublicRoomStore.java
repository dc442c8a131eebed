package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.protocol.id.RoomId;

/** The rooms that this server's directory publishes. */
public interface PublicRoomStore {

    Uni<Void> publish(RoomId room, boolean published);

    Uni<Boolean> published(RoomId room);

    /** Publishes a room in the directory of a network, or takes it out. */
    Uni<Void> publish(Network.Instance network, RoomId room, boolean published);

    /** The rooms that are published there, most joined members first. */
    Uni<List<Published>> all(Network network);

    /** A published room and how many members are joined. */
    record Published(RoomId room, long joinedMembers) {
    }
}
