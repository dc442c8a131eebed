package org.colloque.protocol.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Which numbers a canonical writer accepts, and how it writes them. */
enum NumberRule {
    /** What the specification allows. */
    INTEGERS_ONLY {
        @Override
        String text(JsonNode number) {
            if (!number.isIntegralNumber()) {
                throw InvalidJsonException.unsuitable("Numbers must be integers, and " + number.asText() + " is none.");
            }
            if (!CanonicalJson.isInteger(number)) {
                throw InvalidJsonException.unsuitable("Integers must be within ±(2^53-1), and " + number.asText() + " is not.");
            }
            return number.asText();
        }
    },

    /** Whatever JSON allows, as the servers in use write it. */
    ANY {
        @Override
        String text(JsonNode number) {
            if (number.isIntegralNumber()) {
                return number.asText();
            }
            if ((number.isDouble() || number.isFloat()) && !Double.isFinite(number.doubleValue())) {
                throw InvalidJsonException.unsuitable("NaN and infinity are no JSON numbers.");
            }
            return decimal(number.decimalValue());
        }
    };

    private static final BigDecimal INTEGER_LIMIT = BigDecimal.valueOf(CanonicalJson.MAX_INTEGER);
    private static final int MIN_PLAIN_EXPONENT = -4;
    private static final int MAX_PLAIN_EXPONENT = 15;

    abstract String text(JsonNode number);

    private static String decimal(BigDecimal number) {
        if (number.scale() <= 0 && number.abs().compareTo(INTEGER_LIMIT) <= 0) {
            return number.toBigInteger().toString();
        }
        int exponent = number.precision() - number.scale() - 1;
        if (number.signum() == 0 || exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT) {
            return number.toPlainString();
        }
        return scientific(number.stripTrailingZeros(), exponent);
    }

    private static String scientific(BigDecimal number, int exponent) {
        String digits = number.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = number.signum() < 0 ? "-" : "";
        int size = Math.abs(exponent);
        return sign + digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + (size < 10 ? "0" : "") + size;
    }
}
