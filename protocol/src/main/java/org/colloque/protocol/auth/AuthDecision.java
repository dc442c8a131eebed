package org.colloque.protocol.auth;

/** What the authorisation rules say of an event. */
public sealed interface AuthDecision {

    /** No rule refuses the event. */
    record Allowed() implements AuthDecision {
        static final Allowed ALLOWED = new Allowed();
    }

    /**
     * A rule refuses the event.
     *
     * @param rule   the rule's number in the event's room version, such as {@code 4.3.2}
     * @param reason one sentence for a log or an error response; it names no content of the event
     */
    record Refused(String rule, String reason) implements AuthDecision {
    }

    /** The one decision that allows. */
    static AuthDecision allowed() {
        return Allowed.ALLOWED;
    }

    /** Whether the event may enter. */
    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}
