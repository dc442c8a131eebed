package org.colloque.messaging.event.append;

import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** A client's transaction in a room. */
public record TransactionKey(UserId sender, DeviceId device, String transactionId) {
}
