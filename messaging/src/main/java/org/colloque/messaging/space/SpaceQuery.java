package org.colloque.messaging.space;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.colloque.messaging.error.MatrixException;

/**
 * Which part of a tree is wanted.
 *
 * @param offset how many rooms, in the tree's order, the pages before held
 */
public record SpaceQuery(boolean suggestedOnly, int maxDepth, int limit, int offset) {

    private static final Pattern TOKEN = Pattern.compile("t([01])_(\\d{1,3})_(\\d{1,6})");
    private static final int MOST = 50;
    private static final int DEEPEST = 100;

    /** Fails with {@code M_INVALID_PARAM}, also when the token is of a query with another depth or filter. */
    public static SpaceQuery parse(boolean suggestedOnly, String maxDepth, String limit, String from) {
        int depth = number("max_depth", maxDepth, 0, DEEPEST);
        return new SpaceQuery(suggestedOnly, depth, number("limit", limit, 1, MOST), offset(from, suggestedOnly, depth));
    }

    /** The token of the page after this one. */
    String next() {
        return "t" + (suggestedOnly ? 1 : 0) + "_" + maxDepth + "_" + (offset + limit);
    }

    private static int offset(String token, boolean suggestedOnly, int depth) {
        if (token == null) {
            return 0;
        }
        Matcher parts = Optional.of(TOKEN.matcher(token)).filter(Matcher::matches)
                .orElseThrow(() -> MatrixException.invalidParam("The token is not one of this server's."));
        if (parts.group(1).equals("1") != suggestedOnly || Integer.parseInt(parts.group(2)) != depth) {
            throw MatrixException.invalidParam("suggested_only and max_depth cannot change from page to page.");
        }
        return Integer.parseInt(parts.group(3));
    }

    private static int number(String name, String text, int least, int most) {
        if (text == null) {
            return most;
        }
        try {
            long value = Long.parseLong(text);
            if (value < least) {
                throw MatrixException.invalidParam(name + " must be at least " + least + ".");
            }
            return (int) Math.min(value, most);
        } catch (NumberFormatException wrong) {
            throw MatrixException.invalidParam(name + " must be a number.");
        }
    }
}
