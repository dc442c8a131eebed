package org.colloque.messaging.database.embedded;

/** The embedded PostgreSQL cannot be had; the message is one sentence for the administrator that says what to do. */
public final class EmbeddedPostgresException extends RuntimeException {

    public EmbeddedPostgresException(String message) {
        super(message);
    }

    public EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
