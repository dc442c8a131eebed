package org.colloque.messaging.profile;

import java.text.Normalizer;
import java.util.Locale;

/** A name as one searches for it: lower case, without accents, words parted by single spaces, a space before the first. */
public final class SearchName {

    private SearchName() {
    }

    public static String of(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT)
                .replace("œ", "oe").replace("æ", "ae").replace("ß", "ss");
        return " " + plain.replaceAll("[\\s\\p{P}\\p{S}]+", " ").strip();
    }
}
