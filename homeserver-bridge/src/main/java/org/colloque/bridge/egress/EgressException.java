package org.colloque.bridge.egress;

/** A request got no (usable) answer. */
public final class EgressException extends RuntimeException {

    /** Why there is no answer. */
    public enum Reason {
        /** The gate did not let it pass. */
        REFUSED,
        /** The name has no address. */
        UNRESOLVED,
        /** The connection failed, or ended too early. */
        UNREACHABLE,
        TIMEOUT,
        /** The answer is larger than the request allowed. */
        TOO_LARGE
    }

    private final Reason reason;

    public EgressException(Reason reason, String message, Throwable cause) {
        super(message, cause, false, false);
        this.reason = reason;
    }

    public EgressException(Reason reason, String message) {
        this(reason, message, null);
    }

    public Reason reason() {
        return reason;
    }
}
