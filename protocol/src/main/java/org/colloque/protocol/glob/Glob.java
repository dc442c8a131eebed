package org.colloque.protocol.acl;

import java.util.ArrayList;
import java.util.List;

/**
 * A glob: {@code *} is any characters or none, {@code ?} is one character. Matching never backtracks over a {@code *}, so what a
 * stranger writes cannot make it slow: parts without {@code ?} are found in linear time, others in at most the product of the
 * lengths of part and text. Spec: appendices, "Glob-style matching".
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

    private static Glob compile(String pattern, boolean ignoreCase) {
        int[] characters = characters(pattern, ignoreCase);
        List<GlobPart> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= characters.length; i++) {
            if (i == characters.length || characters[i] == '*') {
                if (i > start) {
                    parts.add(new GlobPart(characters, start, i));
                }
                start = i + 1;
            }
        }
        boolean openStart = pattern.startsWith("*");
        boolean openEnd = pattern.endsWith("*");
        return new Glob(ignoreCase, openStart, openEnd, List.copyOf(parts));
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

    public boolean ignoresCase() {
        return ignoreCase;
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
        for (GlobPart part : parts.subList(openStart ? 0 : 1, openEnd ? parts.size() : parts.size() - 1)) {
            int found = part.find(text, at, end);
            if (found < 0) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }
}
