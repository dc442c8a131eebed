package org.colloque.messaging.config;

/** A setting is missing or wrong, found at the start, which it ends; the message is one sentence that says which and what to write. */
public final class WrongSettingException extends RuntimeException {

    public WrongSettingException(String message) {
        super(message);
    }
}
