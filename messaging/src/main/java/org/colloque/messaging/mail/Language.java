package org.colloque.messaging.mail;

import java.util.List;
import java.util.Locale;

/** A language that people are written to in. */
public enum Language {
    FRENCH(Locale.FRENCH), ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /** The best one for an {@code Accept-Language}, or for a language tag; French when neither is preferred. */
    public static Language preferred(String accepted) {
        try {
            Locale best = accepted == null ? null : Locale.lookup(Locale.LanguageRange.parse(accepted), List.of(Locale.FRENCH, Locale.ENGLISH));
            return Locale.ENGLISH.equals(best) ? ENGLISH : FRENCH;
        } catch (IllegalArgumentException malformed) {
            return FRENCH;
        }
    }

    /** {@code fr} or {@code en}. */
    public String tag() {
        return locale.getLanguage();
    }

    /** The one of two texts that is in this language. */
    public String of(String french, String english) {
        return this == FRENCH ? french : english;
    }
}
