package org.colloque.calls.token.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.MatrixJson;

/**
 * A JSON object of the token service, read as its clients expect: what is malformed, has another type or a name that is not known
 * is {@code M_NOT_JSON}; what is missing or empty is {@code M_BAD_JSON}.
 */
record StrictJson(ObjectNode json) {

    static StrictJson parse(byte[] body, Set<String> fields) {
        try {
            return new StrictJson(MatrixJson.parseObject(body)).knowing(fields);
        } catch (InvalidJsonException invalid) {
            throw notJson(invalid.getMessage());
        }
    }

    StrictJson knowing(Set<String> fields) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!fields.contains(name)) {
                throw notJson("The field \"" + name + "\" is not known.");
            }
        }
        return this;
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    Optional<String> optionalText(String field) {
        return field(field, JsonNode::isTextual).map(JsonNode::textValue).filter(text -> !text.isEmpty());
    }

    Optional<Long> optionalInteger(String field) {
        return field(field, node -> node.isIntegralNumber() && node.canConvertToLong()).map(JsonNode::longValue).filter(number -> number > 0);
    }

    StrictJson object(String field, Set<String> fields) {
        return field(field, JsonNode::isObject).map(node -> new StrictJson((ObjectNode) node).knowing(fields))
                .orElseThrow(() -> missing(field));
    }

    static MatrixException missing(String field) {
        return MatrixException.badJson("The field \"" + field + "\" is missing.");
    }

    private Optional<JsonNode> field(String name, Predicate<JsonNode> type) {
        Optional<JsonNode> value = Optional.ofNullable(json.get(name)).filter(node -> !node.isNull());
        if (value.isPresent() && !type.test(value.get())) {
            throw notJson("The field \"" + name + "\" has the wrong type.");
        }
        return value;
    }

    private static MatrixException notJson(String sentence) {
        return new MatrixException(Errcode.M_NOT_JSON, sentence);
    }
}
