package org.colloque.messaging.space;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** Port: what other servers say of spaces. */
public interface RemoteSpaces {

    /**
     * The body of {@code GET /_matrix/federation/v1/hierarchy/{roomId}}; it may be some minutes old. Fails as {@code RemoteRooms} does,
     * with {@code M_NOT_FOUND} when the other server does not show the room.
     */
    Uni<ObjectNode> hierarchy(ServerName server, RoomId room, boolean suggestedOnly);
}
