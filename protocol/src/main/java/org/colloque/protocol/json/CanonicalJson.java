package org.colloque.protocol.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes canonical JSON: shortest form, keys sorted by code point, integers within ±(2^53-1).
 * Spec: appendices, "Canonical JSON".
 */
public final class CanonicalJson {
    /** The largest integer that canonical JSON may hold; its negative is the smallest. */
    public static final long MAX_INTEGER = (1L << 53) - 1;

    /** How deep a value may be: more than any client may send, so that what was accepted can always be wrapped and signed. */
    public static final int MAX_DEPTH = 256;

    private static final int MAX_LENIENT_DEPTH = MatrixJson.MAX_FEDERATION_DEPTH + 10;

    private CanonicalJson() {
    }

    /** @throws InvalidJsonException if the value holds a decimal, an integer out of range, or is too deep */
    public static byte[] bytes(JsonNode value) {
        return bytes(value, true);
    }

    /**
     * The same, but for numbers: large integers are kept, decimals are written as other servers write them. For what is signed
     * and may hold anything: the bodies of federation requests, and what clients sign.
     *
     * @throws InvalidJsonException if the value is too deep
     */
    public static byte[] lenientBytes(JsonNode value) {
        CanonicalWriter writer = new CanonicalWriter(NumberRule.ANY, MAX_LENIENT_DEPTH);
        writer.write(value, 0);
        return writer.toByteArray();
    }

    /**
     * As {@link #bytes}, and if it need not be strict, with whatever numbers {@link #lenientBytes} takes. Spec: rooms/v1, "Canonical JSON".
     *
     * @throws InvalidJsonException if the value is too deep, or is not strict where it must be
     */
    public static byte[] bytes(JsonNode value, boolean strict) {
        CanonicalWriter writer = new CanonicalWriter(strict ? NumberRule.INTEGERS_ONLY : NumberRule.ANY, MAX_DEPTH);
        writer.write(value, 0);
        return writer.toByteArray();
    }

    /** Whether the number is an integer that canonical JSON may hold. */
    public static boolean isInteger(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong()
                && number.longValue() <= MAX_INTEGER && number.longValue() >= -MAX_INTEGER;
    }
}
