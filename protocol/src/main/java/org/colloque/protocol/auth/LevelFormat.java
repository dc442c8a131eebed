package org.colloque.protocol.auth;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.room.RoomVersion;

/** What counts as a power level in a room version, and which number it is. */
enum LevelFormat {
    /** From version 10 on. Spec: rooms/v10, "Authorisation rules". */
    INTEGER {
        @Override
        OptionalLong readNumber(JsonNode value) {
            return value.isIntegralNumber() && value.canConvertToLong() && Math.abs(value.longValue()) <= MAX_INTEGER
                    ? OptionalLong.of(value.longValue()) : OptionalLong.empty();
        }

        @Override
        OptionalLong readText(String text) {
            return OptionalLong.empty();
        }
    },

    /** Versions 6 to 9: integers may be written as texts. Spec: rooms/v6, "m.room.power_levels events accept values as strings". */
    INTEGER_OR_TEXT {
        @Override
        OptionalLong readNumber(JsonNode value) {
            return INTEGER.readNumber(value);
        }
    },

    /** Versions 1 to 5: numbers may have decimals, which are cut off. Spec: rooms/v1, "m.room.power_levels events accept values as floats". */
    NUMBER_OR_TEXT {
        @Override
        OptionalLong readNumber(JsonNode value) {
            return value.isNumber() && Double.isFinite(value.doubleValue()) ? within(value.decimalValue()) : OptionalLong.empty();
        }
    };

    private static final long MAX_INTEGER = (1L << 53) - 1;
    private static final int MAX_TEXT = 100;
    private static final Pattern TEXT = Pattern.compile("[+-]?[0-9]+");
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE - 1);

    static LevelFormat of(RoomVersion version) {
        if (version.integerPowerLevels()) {
            return INTEGER;
        }
        return version.strictCanonicalJson() ? INTEGER_OR_TEXT : NUMBER_OR_TEXT;
    }

    abstract OptionalLong readNumber(JsonNode value);

    OptionalLong readText(String text) {
        String bare = text.strip();
        return bare.length() <= MAX_TEXT && TEXT.matcher(bare).matches() ? within(new BigDecimal(bare)) : OptionalLong.empty();
    }

    /** The level that this value is; empty when it is none, or absent. */
    OptionalLong read(JsonNode value) {
        if (value == null) {
            return OptionalLong.empty();
        }
        return value.isTextual() ? readText(value.textValue()) : readNumber(value);
    }

    /** What is beyond 64 bits counts as the last number within: below a creator's power, above everybody else's. */
    private static OptionalLong within(BigDecimal number) {
        if (number.compareTo(MAX) > 0) {
            return OptionalLong.of(MAX.longValue());
        }
        return OptionalLong.of(number.compareTo(MAX.negate()) < 0 ? MAX.negate().longValue() : number.longValue());
    }
}
