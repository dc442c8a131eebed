package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;

/**
 * What somebody wants to say in a room, before it has its place there.
 *
 * @param stateKey present if and only if it is state
 * @param content for reading only, and not to be changed by whoever gave it
 * @param redacts present for a redaction in room versions that name its target outside the content
 */
public record EventTemplate(
        UserId sender, String type, Optional<String> stateKey, ObjectNode content, Optional<EventId> redacts) {

    public static EventTemplate message(UserId sender, String type, ObjectNode content) {
        return new EventTemplate(sender, type, Optional.empty(), content, Optional.empty());
    }

    public static EventTemplate state(UserId sender, StateKey slot, ObjectNode content) {
        return new EventTemplate(sender, slot.type(), Optional.of(slot.stateKey()), content, Optional.empty());
    }

    public static EventTemplate state(UserId sender, String type, String stateKey, ObjectNode content) {
        return state(sender, new StateKey(type, stateKey), content);
    }

    /** A redaction, its target named where the room version wants it. */
    public static EventTemplate redaction(RoomVersion version, UserId sender, EventId redacts, ObjectNode content) {
        ObjectNode bare = JsonNodes.shallowCopy(content);
        bare.remove("redacts");
        if (version.redactsInContent()) {
            bare.put("redacts", redacts.value());
            return message(sender, EventTypes.REDACTION, bare);
        }
        return new EventTemplate(sender, EventTypes.REDACTION, Optional.empty(), bare, Optional.of(redacts));
    }

    public Optional<StateKey> slot() {
        return stateKey.map(key -> new StateKey(type, key));
    }
}
