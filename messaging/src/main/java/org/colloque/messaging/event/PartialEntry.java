package org.colloque.messaging.event;

import java.util.Set;
import org.colloque.protocol.id.ServerName;

/**
 * Whom the rest of a room's state can be asked for that was entered with a part of it.
 *
 * @param through the server that let us in
 * @param servers those that it says are in the room
 */
public record PartialEntry(ServerName through, Set<ServerName> servers) {
}
