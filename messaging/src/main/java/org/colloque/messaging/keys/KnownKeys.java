package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.id.UserId;

/**
 * What is known of the keys of some users.
 *
 * @param upToDate the remote users whose list is kept up to date; of the other remote users nothing is known
 */
public record KnownKeys(List<DeviceKeys> devices, Map<UserId, Map<KeyUsage, CrossSigningKey>> crossSigning, Set<UserId> upToDate) {

    /** The keys of a device, with all signatures that may be seen. {@code keys} is empty for a device without keys. */
    public record DeviceKeys(DeviceOf device, Optional<ObjectNode> keys, Optional<String> displayName) {
    }
}
