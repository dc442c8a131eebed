package org.colloque.protocol.event;

/** Something is not an event of its room version. The message is a sentence that says why. */
public final class InvalidEventException extends RuntimeException {
    private final boolean tooLarge;

    private InvalidEventException(String message, boolean tooLarge) {
        super(message);
        this.tooLarge = tooLarge;
    }

    public static InvalidEventException malformed(String message) {
        return new InvalidEventException(message, false);
    }

    public static InvalidEventException tooLarge(String message) {
        return new InvalidEventException(message, true);
    }

    /** Whether a size limit is broken: for a client {@code M_TOO_LARGE}, else {@code M_BAD_JSON}. */
    public boolean isTooLarge() {
        return tooLarge;
    }
}
