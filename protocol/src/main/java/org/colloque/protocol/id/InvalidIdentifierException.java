package org.colloque.protocol.id;

/** A text is not the identifier it should be. The message is a sentence for the person who sent it. */
public final class InvalidIdentifierException extends RuntimeException {
    public InvalidIdentifierException(String message) {
        super(message);
    }
}
