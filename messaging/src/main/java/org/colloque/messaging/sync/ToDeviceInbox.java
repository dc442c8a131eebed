package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Port: the messages that wait for a device. Implemented by the package {@code todevice}. */
public interface ToDeviceInbox {

    /**
     * The messages for a device after one position and at or below another, in order, at most {@code limit}. No statement when
     * {@code after} is within memory ({@code RecentChanges}) and when nothing waits.
     */
    Uni<List<Message>> read(UserId user, DeviceId device, long after, long upTo, int limit);

    /**
     * The device has come back with a token: all messages at or below the position have arrived and are deleted. No statement
     * when nothing can be there.
     */
    Uni<Void> acknowledge(UserId user, DeviceId device, long upTo);

    /**
     * A message at its position.
     *
     * @param json the event as clients get it: {@code type}, {@code sender}, {@code content}
     */
    record Message(long position, byte[] json) {
    }
}
