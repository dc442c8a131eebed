package org.colloque.messaging.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * An event that notifies a user, to be pushed.
 *
 * @param position the event's position
 * @param tweaks   what the rule says of how it is to be presented
 */
public record Notification(UserId user, RoomId room, long position, EventId event, String thread, UserId sender, Map<String, JsonNode> tweaks) {

    public ObjectNode tweaksTree() {
        ObjectNode tree = JsonNodes.object();
        tweaks.forEach(tree::set);
        return tree;
    }
}
