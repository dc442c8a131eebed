package org.colloque.messaging.event.append;

import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.state.StoredState;

/**
 * A room's head as memory holds it.
 *
 * @param stored       the state of the head with the chain that it is stored as
 * @param lastPosition the greatest position of an event, or of a change of the state, that the head contains
 */
public record WarmRoom(RoomHead head, StoredState stored, long lastPosition) {
}
