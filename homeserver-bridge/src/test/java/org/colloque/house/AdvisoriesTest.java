package org.colloque.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the table of advisories in {@code docs/security.md} to the tests: each has a test that bears its number as a tag (in the web client:
 * in its name), or the table says that there is nothing here to attack. {@code mvn test -Dgroups=CVE-2021-41281} runs those of one.
 */
class AdvisoriesTest {

    private static final Path PAGE = Sources.REPOSITORY.resolve("docs").resolve("security.md");
    private static final Pattern ROW = Pattern.compile("^\\| ((?:CVE|Tchap)[^|]+)\\|([^|]+)\\|([^|]+)\\|$", Pattern.MULTILINE);
    private static final Pattern NUMBER = Pattern.compile("CVE-\\d{4}-\\d+|Tchap-\\d{4}");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(CVE-\\d{4}-\\d+|Tchap-\\d{4})\"\\)");
    private static final String NOTHING = "Not built";

    @Test
    void eachAdvisoryHasATestThatBearsItsNumberOrNothingToAttack() throws IOException {
        Map<String, String> listed = listed();
        assertFalse(listed.isEmpty(), "there is no table in " + PAGE);
        Map<String, Set<String>> tested = tested();
        Map<String, String> expected = new TreeMap<>();
        listed.forEach((number, told) -> expected.put(number, told.startsWith(NOTHING) ? told : "`" + String.join("`, `", tested.getOrDefault(number,
                Set.of("no test bears its number"))) + "`"));
        tested.keySet().forEach(number -> expected.putIfAbsent(number, "is tested, but not listed"));
        assertEquals(lines(expected), lines(new TreeMap<>(listed)), "docs/security.md does not tell the tests that there are");
    }

    private static String lines(Map<String, String> table) {
        StringBuilder text = new StringBuilder();
        table.forEach((number, tests) -> text.append(number).append(": ").append(tests).append('\n'));
        return text.toString();
    }

    /** What the page says of each advisory. */
    private static Map<String, String> listed() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            String told = row.group(3).strip();
            NUMBER.matcher(row.group(1)).results().forEach(number -> rows.put(number.group(), told));
        }
        return rows;
    }

    /** The classes (or files) of the tests by advisory. */
    private static Map<String, Set<String>> tested() throws IOException {
        Map<String, Set<String>> tests = new TreeMap<>();
        Sources.all().forEach(file -> add(tests, file, TAG, file.getFileName().toString().replace(".java", "")));
        try (Stream<Path> web = Files.walk(Sources.REPOSITORY.resolve("web").resolve("src"))) {
            List<Path> files = web.filter(file -> file.toString().endsWith(".test.ts")).toList();
            files.forEach(file -> add(tests, file, Pattern.compile("(CVE-\\d{4}-\\d+)"), file.getFileName().toString()));
        }
        return tests;
    }

    private static void add(Map<String, Set<String>> tests, Path file, Pattern pattern, String name) {
        try {
            pattern.matcher(Files.readString(file)).results().forEach(match -> tests.computeIfAbsent(match.group(1), first -> new TreeSet<>()).add(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
