package org.colloque.messaging.event;

import org.colloque.protocol.id.DeviceId;

/**
 * The transaction under which a client sends an event: the same device, room and id give the same event again.
 *
 * <p>Spec: client-server-api, "Transaction identifiers".
 */
public record ClientTransaction(DeviceId device, String transactionId) {
}
