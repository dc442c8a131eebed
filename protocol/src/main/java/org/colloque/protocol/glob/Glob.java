package org.colloque.protocol.glob;

import java.util.ArrayList;
import java.util.List;

/**
 * A glob: {@code *} is any characters or none, {@code ?} is one character. It is held against a whole text, as server ACLs and push rules do,
 * or against the words in one, as push rules do with what people write.
 *
 * <p>Matching never backtracks over a {@code *}, so what a stranger writes cannot make it slow: parts without {@code ?} are found in linear
 * time, others (and words) in at most the product of the lengths of part and text.
 * Spec: appendices, "Glob-style matching"; client-server-api, "Conditions", {@code event_match}.
 */
public final class Glob {
    private final boolean ignoreCase;
    private final boolean openStart;
    private final boolean openEnd;
    private final List<GlobPart> parts;
    private final int minimumLength;

    private Glob(boolean ignoreCase, boolean openStart, boolean openEnd, List<GlobPart> parts) {
        this.ignoreCase = ignoreCase;
        this.openStart = openStart;
        this.openEnd = openEnd;
        this.parts = parts;
        this.minimumLength = parts.stream().mapToInt(GlobPart::length).sum();
    }

    public static Glob caseSensitive(String pattern) {
        return compile(pattern, false);
    }

    /** Case is ignored character by character, without regard to language. */
    public static Glob ignoringCase(String pattern) {
        return compile(pattern, true);
    }

    /** A pattern in which no character is special; case is ignored. */
    public static Glob literal(String text) {
        return new Glob(true, false, false, text.isEmpty() ? List.of() : List.of(new GlobPart(characters(text, true))));
    }

    private static Glob compile(String pattern, boolean ignoreCase) {
        List<GlobPart> parts = new ArrayList<>();
        for (String part : pattern.split("\\*+")) {
            if (!part.isEmpty()) {
                parts.add(GlobPart.withWildcards(characters(part, ignoreCase)));
            }
        }
        return new Glob(ignoreCase, pattern.startsWith("*"), pattern.endsWith("*"), List.copyOf(parts));
    }

    /** A text's characters as this glob compares them; the same for all globs that treat case alike. */
    public static int[] characters(String text, boolean ignoreCase) {
        int[] characters = text.codePoints().toArray();
        if (ignoreCase) {
            for (int i = 0; i < characters.length; i++) {
                characters[i] = Character.toLowerCase(Character.toUpperCase(characters[i]));
            }
        }
        return characters;
    }

    /** Whether the whole text matches. */
    public boolean matches(String text) {
        int[] characters = characters(text, ignoreCase);
        return matches(characters, 0, characters.length);
    }

    /** Whether this stretch of {@link #characters} matches as a whole. */
    public boolean matches(int[] text, int from, int to) {
        if (to - from < minimumLength) {
            return false;
        }
        if (parts.isEmpty()) {
            return openStart || from == to;
        }
        if (parts.size() == 1 && !openStart && !openEnd) {
            return to - from == minimumLength && parts.getFirst().isAt(text, from);
        }
        boolean startFits = openStart || parts.getFirst().isAt(text, from);
        boolean endFits = openEnd || parts.getLast().isAt(text, to - parts.getLast().length());
        return startFits && endFits && middleMatches(text, from, to);
    }

    /** Whether the parts between two {@code *} follow one another; each may be taken where it is first found. */
    private boolean middleMatches(int[] text, int from, int to) {
        int at = openStart ? from : from + parts.getFirst().length();
        int end = openEnd ? to : to - parts.getLast().length();
        return afterMiddle(text, at, end) >= 0;
    }

    /** Whether a piece of these {@link #characters} matches that starts and ends at word boundaries. A glob that ignores case knows words. */
    public boolean matchesWords(int[] text) {
        if (parts.isEmpty()) {
            return true;
        }
        GlobPart first = parts.getFirst();
        if (parts.size() == 1 && !openStart && !openEnd) {
            return Words.find(first, text, 0, true, true) >= 0;
        }
        int start = openStart ? 0 : Words.find(first, text, 0, true, false);
        int end = start < 0 ? -1 : afterMiddle(text, openStart ? 0 : start + first.length(), text.length);
        return end >= 0 && (openEnd || Words.find(parts.getLast(), text, end, false, true) >= 0);
    }

    /** Where the text goes on after the earliest places of all parts between two {@code *}, or -1. */
    private int afterMiddle(int[] text, int from, int to) {
        int at = from;
        for (GlobPart part : parts.subList(openStart ? 0 : 1, openEnd ? parts.size() : parts.size() - 1)) {
            int found = part.find(text, at, to);
            if (found < 0) {
                return -1;
            }
            at = found + part.length();
        }
        return at;
    }
}
