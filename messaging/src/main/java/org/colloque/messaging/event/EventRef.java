package org.colloque.messaging.event;

import org.colloque.protocol.id.EventId;

/** An event by its number inside this server and by its id. */
public record EventRef(long number, EventId eventId) {
}
