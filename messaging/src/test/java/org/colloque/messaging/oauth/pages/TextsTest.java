package org.colloque.messaging.oauth.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern USED = Pattern.compile("\\{t\\.([A-Za-z]+)}");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertEquals(new TreeSet<>(Texts.FRENCH.all().keySet()), new TreeSet<>(Texts.ENGLISH.all().keySet()));
        assertFalse(Texts.FRENCH.all().values().stream().anyMatch(String::isBlank));
    }

    @Test
    void whatTheTemplatesSayIsThere() throws IOException, URISyntaxException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of(TextsTest.class.getResource("/account-pages").toURI()))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".html")).toList()) {
                used.addAll(USED.matcher(Files.readString(file)).results().map(place -> place.group(1)).collect(Collectors.toSet()));
            }
        }
        used.removeAll(Texts.FRENCH.all().keySet());
        assertEquals(Set.of(), used);
    }

    @Test
    void languageIsTheChosenOneOrElseTheBrowsers() {
        assertSame(Texts.ENGLISH, Texts.choose("en", "fr"));
        assertSame(Texts.FRENCH, Texts.choose("", null));
        assertSame(Texts.ENGLISH, Texts.choose("xx", "en-US, fr;q=0.4"));
        assertSame(Texts.FRENCH, Texts.choose("", "de, fr-CA;q=0.4"));
        assertSame(Texts.FRENCH, Texts.choose("", "es"));
    }
}
