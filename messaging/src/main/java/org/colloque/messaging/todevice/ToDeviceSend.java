package org.colloque.messaging.todevice;

import java.util.List;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/**
 * Messages that are sent together.
 *
 * @param transaction the same one sends nothing a second time
 */
public record ToDeviceSend(Transaction transaction, List<Local> local, List<Remote> remote) {

    /** {@code sender}: a user with a device, or a server with the empty device. */
    public record Transaction(String sender, String device, String id) {
    }

    /** A message as clients get it, for one device or, with {@code *}, for all devices of a local user. */
    public record Local(UserId user, String device, byte[] message) {
    }

    /** The content of an {@code m.direct_to_device} for another server. */
    public record Remote(ServerName destination, byte[] content) {
    }
}
