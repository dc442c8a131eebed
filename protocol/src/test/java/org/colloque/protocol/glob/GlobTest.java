package org.colloque.protocol.glob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(nullValues = "NULL", value = {
        "*, '', true", "*, abc, true", "**, abc, true", "'', '', true", "'', a, false", "a, a, true", "a, b, false", "a, aa, false",
        "?, a, true", "?, '', false", "?, 😀, true", "??, 😀, false", "a*, a, true", "a*, ab, true", "a*, ba, false", "*a, ba, true",
        "*a, ab, false", "a*a, a, false", "a*a, aa, true", "a*a, aba, true", "*.fr, a.fr, true", "*.fr, .fr, true", "*.fr, afr, false",
        "*.evil.*, x.evil.fr, true", "*.evil.*, evil.fr, false", "a?c, abc, true", "a?c, ac, false", "*ab*ab*, abab, true",
        "*ab*ab*, aba, false", "*aab, aaab, true", "*a?b, aaxb, true", "*a?b*c, axbxbc, true", "a.c, abc, false", "[ab], a, false", "ÉTÉ, ÉTÉ, true"
    })
    void globsMatchWholeTexts(String pattern, String text, boolean matches) {
        assertEquals(matches, Glob.caseSensitive(pattern).matches(text));
    }

    @Test
    void caseIsIgnoredWhereAsked() {
        assertTrue(Glob.ignoringCase("ÉTÉ*").matches("étés"));
        assertFalse(Glob.caseSensitive("ÉTÉ*").matches("étés"));
    }

    @Test
    void globsAgreeWithRegularExpressions() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String pattern = random(random, "ab?*", 6);
            String text = random(random, "ab", 8);
            boolean expected = Pattern.matches(pattern.replace("?", ".").replace("*", ".*"), text);

            assertEquals(expected, Glob.caseSensitive(pattern).matches(text), () -> pattern + " on " + text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cat, a cat sat, true", "CAT, a Cat., true", "cat, concat, false", "cat, cats, false", "cat*, two cats, true", "*cat, concat it, true",
        "*cat, cats, false", "c?t, a cut!, true", "c*t, a cat sat, true", "a*s*t, a big set up, true", "a*s*t, a big sets up, false", "'', anything, true",
        "*, anything, true", "été, un ÉTÉ chaud, true", "v1.2, (v1.2), true", "v1.2, v1x2, false"
    })
    void globsMatchBetweenWordBoundaries(String pattern, String text, boolean matches) {
        assertEquals(matches, Glob.ignoringCase(pattern).matchesWords(Glob.characters(text, true)));
    }

    @Test
    void literalHasNoSpecialCharacters() {
        assertTrue(Glob.literal("Who?").matchesWords(Glob.characters("asks who? and why", true)));
        assertFalse(Glob.literal("Who?").matchesWords(Glob.characters("whom", true)));
        assertFalse(Glob.literal("a*c").matchesWords(Glob.characters("abc", true)));
    }

    @Test
    void stretchOfATextIsMatchedAsIfItWereTheWhole() {
        int[] text = Glob.characters("one two three", false);

        assertTrue(Glob.caseSensitive("t*o").matches(text, 4, 7));
        assertFalse(Glob.caseSensitive("t*e").matches(text, 4, 7));
        assertFalse(Glob.caseSensitive("two ").matches(text, 4, 7));
    }

    @Test
    @Tag("CVE-2023-45129")
    void hostilePatternsAreFast() {
        String text = "a".repeat(60_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertFalse(Glob.caseSensitive("*a".repeat(10_000) + "b").matches(text));
            assertFalse(Glob.caseSensitive("*" + "a".repeat(30_000) + "b*").matches(text));
            assertFalse(Glob.ignoringCase("a*".repeat(10_000) + "b").matchesWords(Glob.characters(text, true)));
        });
    }

    private static String random(Random random, String alphabet, int maxLength) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(maxLength + 1); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
