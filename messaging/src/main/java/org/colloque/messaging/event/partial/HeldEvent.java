package org.colloque.messaging.event.partial;

import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/**
 * An event that waits for the state by which it is to be judged.
 *
 * @param id     its place in the order of arrival
 * @param origin who sent it
 */
public record HeldEvent(long id, RoomId room, ServerName origin, Pdu pdu) {
}
