package org.colloque.messaging.event.partial;

import java.util.List;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/**
 * A room whose state is to be filled.
 *
 * @param entered  the position at which it was entered; with the room, the name of this stay
 * @param join     our join: the state before it is what is asked for
 * @param base     the number of the state before it, of which a part is here
 * @param through  who let us in
 * @param servers  who is said to be in the room
 * @param attempts how often it was tried, this time included
 */
public record PartialRoom(long number, RoomId room, long entered, EventId join, long base, ServerName through, List<ServerName> servers,
        int attempts) {
}
