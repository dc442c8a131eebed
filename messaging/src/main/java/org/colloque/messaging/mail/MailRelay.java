package org.colloque.messaging.mail;

import io.smallrye.mutiny.Uni;

/** Port: the mail server of the installation. */
public interface MailRelay {

    /** Whether the settings name one. */
    boolean isThere();

    /** Hands a mail over. Fails with {@link RefusedMailException} when it will never be taken; any other failure may pass. */
    Uni<Void> send(Mail mail);

    /** The mail server does not take this mail, now or later. */
    final class RefusedMailException extends RuntimeException {

        public RefusedMailException(String reason) {
            super(reason, null, false, false);
        }
    }
}
