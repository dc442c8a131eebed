package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** What a device publishes, checked. */
public record KeyUpload(Optional<ObjectNode> deviceKeys, List<ClaimableKey> oneTimeKeys, List<ClaimableKey> fallbackKeys) {
}
