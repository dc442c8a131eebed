package org.colloque.protocol.signature;

/** A key, a signature or a signed document is not what it should be. The message is a sentence. */
public final class InvalidSignatureException extends RuntimeException {
    public InvalidSignatureException(String message) {
        super(message);
    }
}
