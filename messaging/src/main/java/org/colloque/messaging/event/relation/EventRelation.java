package org.colloque.messaging.event.relation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.EventId;

/**
 * What an event says of how it relates to another. Spec: client-server-api, "Forming relationships between events".
 *
 * @param target  the event that is related to; it may be unknown
 * @param type    the {@code rel_type}
 * @param key     what an annotation says
 * @param applies false for what breaks the rules of its type by itself: a replacement without {@code m.new_content}
 */
public record EventRelation(EventId target, String type, Optional<String> key, boolean applies) {

    public static final String REPLACE = "m.replace";
    public static final String ANNOTATION = "m.annotation";
    public static final String REFERENCE = "m.reference";
    public static final String THREAD = "m.thread";

    private static final int LONGEST = 255;

    /** What this content says; empty when it relates to nothing, or its relation does not match the schema and so is ignored. */
    public static Optional<EventRelation> of(String eventType, ObjectNode content) {
        JsonNode relates = content.get("m.relates_to");
        if (relates == null || !relates.path("rel_type").isTextual() || !relates.path("event_id").isTextual()) {
            return Optional.empty();
        }
        String type = relates.get("rel_type").textValue();
        String target = relates.get("event_id").textValue();
        if (!isStorable(type) || !isStorable(target)) {
            return Optional.empty();
        }
        return EventId.find(target).map(id -> new EventRelation(id, type, key(relates), applies(eventType, type, content)));
    }

    private static Optional<String> key(JsonNode relates) {
        return Optional.ofNullable(relates.path("key").textValue()).filter(key -> key.indexOf('\0') < 0);
    }

    private static boolean applies(String eventType, String type, ObjectNode content) {
        return !type.equals(REPLACE) || eventType.equals(EventTypes.ENCRYPTED) || content.has("m.new_content");
    }

    /** PostgreSQL's text holds no NUL, and its indices no long names. */
    private static boolean isStorable(String name) {
        return !name.isEmpty() && name.length() <= LONGEST && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST && name.indexOf('\0') < 0;
    }
}
