package org.colloque.messaging.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/**
 * A room as another server gave it when a user of ours joined through it. Unchecked.
 *
 * @param servers the servers in the room, when the state came without its members; else empty
 */
public record EnteredRoom(ServerName through, RoomVersion version, Pdu join, List<Pdu> state, List<Pdu> authChain,
        Optional<Set<ServerName>> servers) {
}
