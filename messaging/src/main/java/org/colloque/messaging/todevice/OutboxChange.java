package org.colloque.messaging.todevice;

import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.ServerName;

/** Something waits for another server. */
public record OutboxChange(long position, ServerName destination) implements Change {
}
