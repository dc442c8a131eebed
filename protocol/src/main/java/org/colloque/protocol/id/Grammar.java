package org.colloque.protocol.id;

/** What the identifier grammars have in common. Spec: appendices, "Identifier Grammar". */
final class Grammar {
    static final int MAX_BYTES = 255;
    private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

    private Grammar() {
    }

    /** Checks sigil, length in UTF-8 bytes and characters. */
    static void sigil(String value, char sigil, String what) {
        if (value == null || value.isEmpty() || value.charAt(0) != sigil) {
            throw new InvalidIdentifierException("A " + what + " starts with '" + sigil + "'.");
        }
        text(value, what);
    }

    /** Checks the length in UTF-8 bytes, and that there is neither NUL nor a lone surrogate. */
    static void text(String value, String what) {
        if (value == null || value.isEmpty()) {
            throw new InvalidIdentifierException("A " + what + " cannot be empty.");
        }
        int length = value.length();
        if (length > MAX_BYTES || length * MAX_UTF8_BYTES_PER_CHAR > MAX_BYTES && utf8Length(value) > MAX_BYTES) {
            throw new InvalidIdentifierException("A " + what + " has at most " + MAX_BYTES + " bytes.");
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new InvalidIdentifierException("A " + what + " cannot hold the character NUL.");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c) || i + 1 == length || !Character.isLowSurrogate(value.charAt(i + 1))) {
                    throw new InvalidIdentifierException("A " + what + " cannot hold half of a character.");
                }
                i++;
            }
        }
    }

    /** The index of the colon before the domain, whose grammar is checked. */
    static int domain(String value, String what) {
        int colon = value.indexOf(':');
        if (colon < 0) {
            throw new InvalidIdentifierException("A " + what + " ends with ':' and a server name.");
        }
        ServerNames.check(value, colon + 1);
        return colon;
    }

    static int utf8Length(String value) {
        int bytes = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                bytes++;
            } else if (c < 0x800 || Character.isSurrogate(c)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
