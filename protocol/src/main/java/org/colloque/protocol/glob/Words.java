package org.colloque.protocol.glob;

/** Words in text of which case is ignored. Spec: client-server-api, "Conditions", {@code event_match}. */
final class Words {

    private Words() {
    }

    /** The first index from this one on at which the part stands and, where that is wanted, a word starts and ends; or -1. */
    static int find(GlobPart part, int[] text, int from, boolean starts, boolean ends) {
        for (int place = from; place + part.length() <= text.length; place++) {
            boolean fits = (!starts || isBoundary(text, place)) && (!ends || isBoundary(text, place + part.length()));
            if (fits && part.isAt(text, place)) {
                return place;
            }
        }
        return -1;
    }

    /** Whether a word may start or end here: everywhere but between two word characters. */
    private static boolean isBoundary(int[] text, int place) {
        return place == 0 || place == text.length || !isWordCharacter(text[place - 1]) || !isWordCharacter(text[place]);
    }

    private static boolean isWordCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
    }
}
