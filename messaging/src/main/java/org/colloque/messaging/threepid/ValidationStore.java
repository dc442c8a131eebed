package org.colloque.messaging.threepid;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;
import org.colloque.messaging.mail.Mail;

/** Where proofs of addresses are kept while they are under way. */
public interface ValidationStore {

    /**
     * Keeps a proof, or goes on with the one that the same client has begun for the same address, and sends the mail for it unless there was one for
     * this attempt, all in one. Forgets what was begun before {@code oldest}. Answers the id of the proof.
     */
    Uni<String> begin(EmailValidation fresh, long oldest, Function<EmailValidation, Mail> mail);

    /** Takes note that somebody has followed the link. {@code since}: older ones have expired. */
    Uni<EmailValidation.Outcome> prove(ValidationCredentials credentials, String token, long now, long since);

    /** The address with the time at which it was proven, if it was since then and for this purpose. */
    Uni<Optional<Proof>> proof(ValidationCredentials credentials, Purpose purpose, long since);

    /** Ends a proof, which has served. */
    Uni<Void> end(ValidationCredentials credentials);

    /** An address that was proven. {@code at}: milliseconds since the epoch. */
    record Proof(EmailAddress address, long at) {
    }
}
