package org.colloque.messaging.delayed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.colloque.messaging.http.Requester;
import org.colloque.protocol.id.RoomId;

/**
 * What a client wants sent later.
 *
 * @param stateKey      of a state event
 * @param transactionId the same device, room and id give the same delayed event again
 * @param delay         milliseconds, above zero
 */
public record DelayedDraft(Requester sender, RoomId room, String type, Optional<String> stateKey, ObjectNode content,
        Optional<String> transactionId, long delay) {
}
