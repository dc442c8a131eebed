package org.colloque.protocol.push;

import java.util.ArrayList;
import java.util.List;

/**
 * A glob for text that people write: case does not matter, {@code *} matches any characters, {@code ?} one character (a code point).
 *
 * <p>It never backtracks over a {@code *}: the cost is at most the text's length times the pattern's.
 * Spec: appendices, "Glob-style matching"; client-server-api, "Conditions", {@code event_match}.
 */
final class TextGlob {
    private static final int ANY_CHARACTER = -1;

    /** What stands between the asterisks; one part when there is none. */
    private final List<int[]> parts;

    private TextGlob(List<int[]> parts) {
        this.parts = parts;
    }

    static TextGlob of(String pattern) {
        List<int[]> parts = new ArrayList<>();
        for (String part : pattern.split("\\*+", -1)) {
            int[] codePoints = PushEvent.codePoints(part);
            for (int i = 0; i < codePoints.length; i++) {
                codePoints[i] = codePoints[i] == '?' ? ANY_CHARACTER : codePoints[i];
            }
            parts.add(codePoints);
        }
        return new TextGlob(parts);
    }

    /** A pattern in which no character is special. */
    static TextGlob literal(String text) {
        return new TextGlob(List.of(PushEvent.codePoints(text)));
    }

    /** Whether the whole text matches. */
    boolean matchesAll(String text) {
        return matchesAll(PushEvent.codePoints(text));
    }

    private boolean matchesAll(int[] text) {
        int[] first = parts.getFirst();
        int[] last = parts.getLast();
        if (parts.size() == 1) {
            return text.length == first.length && isAt(first, text, 0);
        }
        int end = isAt(first, text, 0) ? afterMiddle(text, first.length) : -1;
        return end >= 0 && text.length - last.length >= end && isAt(last, text, text.length - last.length);
    }

    /** Whether a piece of the text matches that starts and ends at word boundaries. */
    boolean matchesWords(int[] text) {
        int[] first = parts.getFirst();
        if (parts.size() == 1) {
            return firstPlace(first, text, 0, true, true) >= 0;
        }
        int start = firstPlace(first, text, 0, true, false);
        int end = start >= 0 ? afterMiddle(text, start + first.length) : -1;
        return end >= 0 && firstPlace(parts.getLast(), text, end, false, true) >= 0;
    }

    /** Where the text goes on after the earliest places of all parts but the first and the last, or -1. */
    private int afterMiddle(int[] text, int from) {
        int position = from;
        for (int[] part : parts.subList(1, parts.size() - 1)) {
            int place = firstPlace(part, text, position, false, false);
            if (place < 0) {
                return -1;
            }
            position = place + part.length;
        }
        return position;
    }

    private static int firstPlace(int[] part, int[] text, int from, boolean startsAtBoundary, boolean endsAtBoundary) {
        for (int place = from; place <= text.length - part.length; place++) {
            boolean placed = (!startsAtBoundary || isBoundary(text, place)) && (!endsAtBoundary || isBoundary(text, place + part.length));
            if (placed && isAt(part, text, place)) {
                return place;
            }
        }
        return -1;
    }

    private static boolean isAt(int[] part, int[] text, int place) {
        if (place + part.length > text.length) {
            return false;
        }
        for (int i = 0; i < part.length; i++) {
            if (part[i] != ANY_CHARACTER && part[i] != text[place + i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word may start or end here: everywhere but between two word characters. */
    private static boolean isBoundary(int[] text, int place) {
        return place == 0 || place == text.length || !isWordCharacter(text[place - 1]) || !isWordCharacter(text[place]);
    }

    private static boolean isWordCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }
}
