package org.colloque.messaging.accounts;

import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/**
 * A device of a local account.
 *
 * @param lastSeen milliseconds since the epoch, up to a minute behind
 */
public record Device(UserId user, DeviceId id, Optional<String> displayName, OptionalLong lastSeen,
        Optional<String> lastSeenAddress) {
}
