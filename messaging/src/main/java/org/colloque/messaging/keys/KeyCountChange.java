package org.colloque.messaging.keys;

import java.util.Collection;
import java.util.List;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.UserId;

/** Keys of a device were claimed or uploaded. */
public record KeyCountChange(long position, DeviceOf device) implements Change {

    @Override
    public Collection<UserId> users() {
        return List.of(device.user());
    }
}
