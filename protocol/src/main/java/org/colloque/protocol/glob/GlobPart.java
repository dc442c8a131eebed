package org.colloque.protocol.glob;

import java.util.Arrays;

/** What stands between two {@code *} of a glob. */
final class GlobPart {
    /** Stands for {@code ?}. */
    private static final int ANY_CHARACTER = -1;

    private final int[] characters;
    private final boolean plain;
    /** Knuth, Morris, Pratt: how much of the part is matched still when the character after a prefix does not fit. */
    private final int[] fallback;

    GlobPart(int[] characters) {
        this.characters = characters;
        this.plain = Arrays.stream(characters).noneMatch(c -> c == ANY_CHARACTER);
        this.fallback = plain ? fallback(characters) : new int[0];
    }

    static GlobPart withWildcards(int[] characters) {
        return new GlobPart(Arrays.stream(characters).map(c -> c == '?' ? ANY_CHARACTER : c).toArray());
    }

    int length() {
        return characters.length;
    }

    /** Whether the part stands at this index of a text that is long enough. */
    boolean isAt(int[] text, int index) {
        for (int i = 0; i < characters.length; i++) {
            if (characters[i] != ANY_CHARACTER && characters[i] != text[index + i]) {
                return false;
            }
        }
        return true;
    }

    /** The first index at which the part stands within this stretch, or -1. */
    int find(int[] text, int from, int to) {
        return plain ? findPlain(text, from, to) : findWithWildcards(text, from, to);
    }

    private int findPlain(int[] text, int from, int to) {
        int matched = 0;
        for (int i = from; i < to; i++) {
            while (matched > 0 && characters[matched] != text[i]) {
                matched = fallback[matched - 1];
            }
            if (characters[matched] == text[i] && ++matched == characters.length) {
                return i - matched + 1;
            }
        }
        return -1;
    }

    private int findWithWildcards(int[] text, int from, int to) {
        for (int i = from; i + characters.length <= to; i++) {
            if (isAt(text, i)) {
                return i;
            }
        }
        return -1;
    }

    private static int[] fallback(int[] characters) {
        int[] table = new int[characters.length];
        int matched = 0;
        for (int i = 1; i < characters.length; i++) {
            while (matched > 0 && characters[matched] != characters[i]) {
                matched = table[matched - 1];
            }
            if (characters[matched] == characters[i]) {
                matched++;
            }
            table[i] = matched;
        }
        return table;
    }
}
