package org.colloque.messaging.oauth.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** What the pages say, in one language. */
record Texts(Locale language, Map<String, String> all) {

    static final Texts FRENCH = load(Locale.FRENCH);
    static final Texts ENGLISH = load(Locale.ENGLISH);

    /** The language that was chosen, or else the best of those that the browser prefers; French when it prefers none of both. */
    static Texts choose(String chosen, String accepted) {
        if (Locale.ENGLISH.getLanguage().equals(chosen)) {
            return ENGLISH;
        }
        return Locale.FRENCH.getLanguage().equals(chosen) ? FRENCH : preferred(accepted);
    }

    private static Texts preferred(String accepted) {
        try {
            Locale best = accepted == null ? null : Locale.lookup(Locale.LanguageRange.parse(accepted), List.of(Locale.FRENCH, Locale.ENGLISH));
            return Locale.ENGLISH.equals(best) ? ENGLISH : FRENCH;
        } catch (IllegalArgumentException malformed) {
            return FRENCH;
        }
    }

    /** A text whose places {@code {0}, {1}, …} are filled. */
    String format(String key, Object... places) {
        String text = all.get(key);
        for (int i = 0; i < places.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(places[i]));
        }
        return text;
    }

    private static Texts load(Locale language) {
        String name = "/account-pages/texts_" + language.getLanguage() + ".properties";
        try (InputStream file = Texts.class.getResourceAsStream(name)) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            return new Texts(language, properties.stringPropertyNames().stream()
                    .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty)));
        } catch (IOException failure) {
            throw new UncheckedIOException("The service's jar file cannot be read", failure);
        }
    }
}
