package org.colloque.messaging.todevice;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.messaging.sync.ToDeviceInbox.Message;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Where messages wait for local devices. */
public interface ToDeviceStore {

    /**
     * Keeps the messages for those devices that exist, and what waits for other servers, unless the transaction is known. One
     * statement, all or nothing.
     *
     * @param now milliseconds since the epoch
     */
    Uni<Void> send(ToDeviceSend send, long now);

    /** The messages after one position and at or below another, in order. */
    Uni<List<Message>> read(UserId user, DeviceId device, long after, long upTo, int limit);

    /** Deletes the messages at or below a position. */
    Uni<Void> delete(UserId user, DeviceId device, long upTo);

    /** Forgets transactions that are older than a time. */
    Uni<Void> forgetTransactions(long before);
}
