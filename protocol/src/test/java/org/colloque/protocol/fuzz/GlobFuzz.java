package org.colloque.protocol.fuzz;

import org.colloque.protocol.glob.Glob;

/** A pattern, up to the first zero, and a text: the answer is the one of the plain definition. */
public final class GlobFuzz {

    private static final int LONGEST = 64;

    private GlobFuzz() {
    }

    public static void fuzzerTestOneInput(byte[] data) {
        String[] parts = FuzzTarget.text(data).split("\0", 2);
        String pattern = cut(parts[0]);
        String text = parts.length > 1 ? cut(parts[1]) : "";
        boolean found = Glob.caseSensitive(pattern).matches(text);
        FuzzTarget.expect(found == matches(pattern.codePoints().toArray(), text.codePoints().toArray()),
                "the glob '" + pattern + "' is wrong about '" + text + "'");
        FuzzTarget.expect(!found || Glob.ignoringCase(pattern).matches(text), "case that is ignored makes a difference");
    }

    /** By the table of which beginnings of the pattern match which beginnings of the text. */
    private static boolean matches(int[] pattern, int[] text) {
        boolean[][] table = new boolean[pattern.length + 1][text.length + 1];
        table[0][0] = true;
        for (int p = 1; p <= pattern.length; p++) {
            for (int t = 0; t <= text.length; t++) {
                boolean any = pattern[p - 1] == '*';
                boolean one = t > 0 && (pattern[p - 1] == '?' || pattern[p - 1] == text[t - 1]);
                table[p][t] = any ? table[p - 1][t] || t > 0 && table[p][t - 1] : one && table[p - 1][t - 1];
            }
        }
        return table[pattern.length][text.length];
    }

    private static String cut(String text) {
        return text.codePoints().limit(LONGEST).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
