package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The power levels of a room at its upgrade. Spec: client-server-api, "Room Upgrades".
 *
 * @param content the content of the old room's event; it is not changed
 */
record PowerLevelTransfer(ObjectNode content) {

    static final int CREATOR_LEVEL = 100;

    private static final long RESTRICTED_LEVEL = 50;

    /** As rooms from version 10 on want them: old versions also took numbers written as text. */
    ObjectNode toIntegers() {
        ObjectNode copy = content.deepCopy();
        convert(copy);
        copy.forEach(value -> {
            if (value instanceof ObjectNode map) {
                convert(map);
            }
        });
        return copy;
    }

    /** What keeps ordinary members of the old room from writing and inviting there. */
    ObjectNode closed() {
        ObjectNode copy = toIntegers();
        long level = Math.max(RESTRICTED_LEVEL, copy.path("users_default").asLong(0) + 1);
        copy.put("events_default", Math.max(level, copy.path("events_default").asLong(0)));
        copy.put("invite", Math.max(level, copy.path("invite").asLong(0)));
        return copy;
    }

    private static void convert(ObjectNode object) {
        for (Map.Entry<String, JsonNode> entry : Map.copyOf(entries(object)).entrySet()) {
            String text = entry.getValue().asText().strip();
            if (entry.getValue().isTextual() && text.matches("[+-]?\\d{1,15}")) {
                object.put(entry.getKey(), Long.parseLong(text));
            }
        }
    }

    private static Map<String, JsonNode> entries(ObjectNode object) {
        return object.propertyStream().collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
