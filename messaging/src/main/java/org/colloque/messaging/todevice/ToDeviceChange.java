package org.colloque.messaging.todevice;

import java.util.Collection;
import java.util.List;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** A message for a local device. {@code message}: the event as the client gets it. */
public record ToDeviceChange(long position, UserId user, DeviceId device, byte[] message) implements Change {

    @Override
    public Collection<UserId> users() {
        return List.of(user);
    }
}
