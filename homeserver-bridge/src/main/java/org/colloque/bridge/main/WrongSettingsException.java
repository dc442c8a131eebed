package org.colloque.bridge.main;

/** A setting is missing or wrong; the message is one sentence that says which and what to write. */
final class WrongSettingsException extends RuntimeException {

    WrongSettingsException(String message) {
        super(message);
    }
}
