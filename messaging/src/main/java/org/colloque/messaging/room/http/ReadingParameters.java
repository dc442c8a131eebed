package org.colloque.messaging.room.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.filter.EventFilter;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.stream.SyncToken;
import org.colloque.protocol.json.InvalidJsonException;
import org.colloque.protocol.json.MatrixJson;

/** The query parameters that the resources for reading share. */
final class ReadingParameters {

    private static final int MOST = 1000;
    /** Beyond all positions, and short enough for a token. */
    private static final long FURTHEST = 999_999_999_999_999_999L;

    private ReadingParameters() {
    }

    /** A page's size, at most 1 000. Fails with {@code M_INVALID_PARAM}. */
    static int limit(String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            long limit = Long.parseLong(text);
            if (limit < 0) {
                throw MatrixException.invalidParam("The limit cannot be below 0.");
            }
            return (int) Math.min(limit, MOST);
        } catch (NumberFormatException wrong) {
            throw MatrixException.invalidParam("The limit must be a number.");
        }
    }

    /** Whether the direction is forward. Fails with {@code M_MISSING_PARAM} or {@code M_INVALID_PARAM}. */
    static boolean forward(String direction) {
        return switch (direction == null ? "" : direction) {
            case "f" -> true;
            case "b" -> false;
            case "" -> throw MatrixException.missingParam("The direction \"dir\" is missing: \"f\" or \"b\".");
            default -> throw MatrixException.invalidParam("The direction \"dir\" is \"f\" or \"b\".");
        };
    }

    /** Whether something is wanted, if it is said. Fails with {@code M_INVALID_PARAM}. */
    static Optional<Boolean> flag(String name, String text) {
        return switch (text == null ? "" : text) {
            case "" -> Optional.empty();
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw MatrixException.invalidParam("\"" + name + "\" is \"true\" or \"false\".");
        };
    }

    /** A time in milliseconds since the epoch. Fails with {@code M_MISSING_PARAM} or {@code M_INVALID_PARAM}. */
    static long timestamp(String text) {
        if (text == null || text.isEmpty()) {
            throw MatrixException.missingParam("The time \"ts\" is missing.");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException wrong) {
            throw MatrixException.invalidParam("The time \"ts\" is a number of milliseconds.");
        }
    }

    /** The position that a token stands for. Fails with {@code M_INVALID_PARAM}. */
    static OptionalLong position(String token) {
        return token == null || token.isEmpty() ? OptionalLong.empty() : OptionalLong.of(SyncToken.parse(token).position());
    }

    static String token(long position) {
        return SyncToken.at(Math.clamp(position, -FURTHEST, FURTHEST)).toString();
    }

    /** A filter given as JSON. Fails with {@code M_BAD_JSON} or {@code M_INVALID_PARAM}. */
    static EventFilter filter(String json) {
        if (json == null || json.isEmpty()) {
            return EventFilter.ALL;
        }
        try {
            return EventFilter.parse(new JsonBody(MatrixJson.parseObject(json.getBytes(StandardCharsets.UTF_8))));
        } catch (InvalidJsonException invalid) {
            throw MatrixException.invalidParam("The filter is not a JSON object.");
        }
    }
}
