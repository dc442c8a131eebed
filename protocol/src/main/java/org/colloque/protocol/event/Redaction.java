package org.colloque.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.ContentRule;
import org.colloque.protocol.room.RoomVersion;

/** Strips an event down to what its room version protects. Spec: rooms/v11, "Redactions". */
public final class Redaction {
    private Redaction() {
    }

    /** A redacted event beside the given one, which stays as it is; values that stay are shared. */
    public static ObjectNode redact(RoomVersion version, ObjectNode event) {
        ObjectNode redacted = members(event, version.redactionRules().topLevel());
        ContentRule rule = version.redactionRules().contentOf(event.path("type").asText());
        if (event.get("content") instanceof ObjectNode content && !rule.everything()) {
            redacted.set("content", redactContent(rule, content));
        }
        return redacted;
    }

    private static ObjectNode redactContent(ContentRule rule, ObjectNode content) {
        ObjectNode redacted = members(content, rule.keys());
        rule.nested().forEach((key, inside) -> {
            if (content.get(key) instanceof ObjectNode object) {
                redacted.set(key, members(object, inside));
            }
        });
        return redacted;
    }

    private static ObjectNode members(ObjectNode object, Set<String> kept) {
        ObjectNode result = JsonNodes.object();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (kept.contains(member.getKey())) {
                result.set(member.getKey(), member.getValue());
            }
        }
        return result;
    }
}
