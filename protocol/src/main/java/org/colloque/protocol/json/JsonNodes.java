package org.colloque.protocol.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Makes JSON trees in which each integer that fits is a {@code long}, so that equal numbers are equal nodes, and decimals keep the
 * digits that they were written with.
 */
public final class JsonNodes extends JsonNodeFactory {
    public static final JsonNodes FACTORY = new JsonNodes();

    /** Decimals beyond this power of ten (or its inverse) fit no double, and no one has use for them. */
    private static final int MAX_EXPONENT = 308;

    private static final long serialVersionUID = 1L;

    private JsonNodes() {
        super(true);
    }

    public static ObjectNode object() {
        return FACTORY.objectNode();
    }

    public static ArrayNode array() {
        return FACTORY.arrayNode();
    }

    /** The text under this key, or empty if there is none or it is no text. */
    public static Optional<String> text(JsonNode object, String key) {
        JsonNode value = object.get(key);
        return value != null && value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    /** Another object with the same members; the members themselves are shared. */
    public static ObjectNode shallowCopy(ObjectNode original) {
        return object().setAll(original);
    }

    @Override
    public NumericNode numberNode(byte v) {
        return LongNode.valueOf(v);
    }

    @Override
    public NumericNode numberNode(short v) {
        return LongNode.valueOf(v);
    }

    @Override
    public NumericNode numberNode(int v) {
        return LongNode.valueOf(v);
    }

    @Override
    public ValueNode numberNode(BigDecimal v) {
        if (v != null && v.signum() != 0 && Math.abs((long) v.precision() - v.scale() - 1) > MAX_EXPONENT) {
            throw InvalidJsonException.unsuitable("The JSON holds a number that is too large or too small.");
        }
        if (v != null && v.signum() == 0 && Math.abs((long) v.scale()) > MAX_EXPONENT) {
            return super.numberNode(BigDecimal.ZERO);
        }
        return super.numberNode(v);
    }

    private Object readResolve() {
        return FACTORY;
    }
}
