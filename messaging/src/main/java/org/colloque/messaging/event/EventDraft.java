package org.colloque.messaging.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.UserId;

/**
 * An event that a local user wants to send; the pipeline adds what the room's head decides.
 *
 * @param redacts        the event to redact, for {@code m.room.redaction} only
 * @param originServerTs milliseconds since the epoch when not now
 */
public record EventDraft(UserId sender, String type, Optional<String> stateKey, ObjectNode content,
        Optional<EventId> redacts, Optional<ClientTransaction> transaction, OptionalLong originServerTs) {

    public static EventDraft state(UserId sender, String type, String stateKey, ObjectNode content) {
        return new EventDraft(sender, type, Optional.of(stateKey), content, Optional.empty(), Optional.empty(),
                OptionalLong.empty());
    }

    public static EventDraft message(UserId sender, String type, ObjectNode content, Optional<ClientTransaction> transaction) {
        return new EventDraft(sender, type, Optional.empty(), content, Optional.empty(), transaction, OptionalLong.empty());
    }
}
