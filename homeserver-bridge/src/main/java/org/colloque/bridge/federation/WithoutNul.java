package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.colloque.protocol.json.JsonNodes;

/**
 * What other servers tell beside events, fit for the database: the character NUL, which JSON may hold and PostgreSQL may not, becomes the
 * replacement character. Else a device's name with a NUL in it would have its server send the same transaction for ever. Pure.
 */
public final class WithoutNul {

    private static final char REPLACEMENT = '\uFFFD';

    private WithoutNul() {
    }

    /** The same object where it holds no NUL, else a copy. */
    public static ObjectNode of(ObjectNode object) {
        return isIn(object) ? (ObjectNode) replaced(object) : object;
    }

    private static boolean isIn(JsonNode node) {
        return node.isTextual() ? isIn(node.textValue())
                : node.propertyStream().anyMatch(member -> isIn(member.getKey())) || node.valueStream().anyMatch(WithoutNul::isIn);
    }

    private static boolean isIn(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static JsonNode replaced(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(replaced(node.textValue()));
        }
        if (node.isArray()) {
            ArrayNode list = JsonNodes.array();
            node.forEach(value -> list.add(replaced(value)));
            return list;
        }
        if (node.isObject()) {
            ObjectNode object = JsonNodes.object();
            node.properties().forEach(member -> object.set(replaced(member.getKey()), replaced(member.getValue())));
            return object;
        }
        return node;
    }

    private static String replaced(String text) {
        return text.replace('\0', REPLACEMENT);
    }
}
