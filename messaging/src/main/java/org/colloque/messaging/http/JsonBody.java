package org.colloque.messaging.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.error.MatrixException;

/**
 * The JSON object that a request brought, read strictly: a field of the wrong type is {@code M_BAD_JSON}, a missing one
 * {@code M_MISSING_PARAM}. An empty body reads as an empty object.
 */
public record JsonBody(ObjectNode json) {

    public String text(String field) {
        return optionalText(field).orElseThrow(() -> missing(field));
    }

    public Optional<String> optionalText(String field) {
        return optional(field).map(value -> {
            if (!value.isTextual()) {
                throw wrong(field, "a string");
            }
            return value.textValue();
        });
    }

    public long integer(String field) {
        return optionalInteger(field).orElseThrow(() -> missing(field));
    }

    public OptionalLong optionalInteger(String field) {
        Optional<JsonNode> value = optional(field);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().isIntegralNumber() || !value.get().canConvertToLong()) {
            throw wrong(field, "an integer");
        }
        return OptionalLong.of(value.get().longValue());
    }

    public boolean flag(String field, boolean otherwise) {
        return optional(field).map(value -> {
            if (!value.isBoolean()) {
                throw wrong(field, "true or false");
            }
            return value.booleanValue();
        }).orElse(otherwise);
    }

    public ObjectNode object(String field) {
        return optionalObject(field).orElseThrow(() -> missing(field));
    }

    public Optional<ObjectNode> optionalObject(String field) {
        return optional(field).map(value -> {
            if (!(value instanceof ObjectNode object)) {
                throw wrong(field, "an object");
            }
            return object;
        });
    }

    public Optional<ArrayNode> optionalArray(String field) {
        return optional(field).map(value -> {
            if (!(value instanceof ArrayNode array)) {
                throw wrong(field, "a list");
            }
            return array;
        });
    }

    /** The strings of a list; empty when the field is missing. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        optionalArray(field).ifPresent(array -> array.forEach(value -> {
            if (!value.isTextual()) {
                throw wrong(field, "a list of strings");
            }
            texts.add(value.textValue());
        }));
        return texts;
    }

    /** The objects of a list; empty when the field is missing. */
    public List<JsonBody> objects(String field) {
        List<JsonBody> objects = new ArrayList<>();
        optionalArray(field).ifPresent(array -> array.forEach(value -> {
            if (!(value instanceof ObjectNode object)) {
                throw wrong(field, "a list of objects");
            }
            objects.add(new JsonBody(object));
        }));
        return objects;
    }

    private Optional<JsonNode> optional(String field) {
        return Optional.ofNullable(json.get(field)).filter(value -> !value.isNull());
    }

    private static MatrixException missing(String field) {
        return MatrixException.missingParam("The field \"" + field + "\" is missing.");
    }

    private static MatrixException wrong(String field, String expected) {
        return MatrixException.badJson("The field \"" + field + "\" must be " + expected + ".");
    }
}
