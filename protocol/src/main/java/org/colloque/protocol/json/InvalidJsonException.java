package org.colloque.protocol.json;

/** Something is not JSON, or is JSON that Matrix does not allow. The message is a sentence for the person who sent it. */
public final class InvalidJsonException extends RuntimeException {
    private final boolean malformed;

    private InvalidJsonException(String message, boolean malformed) {
        super(message);
        this.malformed = malformed;
    }

    /** The text is no JSON at all: {@code M_NOT_JSON}. */
    public static InvalidJsonException malformed(String message) {
        return new InvalidJsonException(message, true);
    }

    /** The text is JSON but not what is allowed or wanted: {@code M_BAD_JSON}. */
    public static InvalidJsonException unsuitable(String message) {
        return new InvalidJsonException(message, false);
    }

    /** Whether the text is no JSON at all. */
    public boolean isMalformed() {
        return malformed;
    }
}
