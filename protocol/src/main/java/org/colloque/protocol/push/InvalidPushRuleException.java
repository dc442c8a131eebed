package org.colloque.protocol.push;

/** What a client wrote is no push rule; the message says why, in a sentence for its developer. */
public final class InvalidPushRuleException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidPushRuleException(String message) {
        super(message);
    }
}
