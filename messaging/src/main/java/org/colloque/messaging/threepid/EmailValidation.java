package org.colloque.messaging.threepid;

import java.util.Optional;

/**
 * A proof that is under way.
 *
 * @param clientSecret as a hash
 * @param created      milliseconds since the epoch
 */
public record EmailValidation(String sid, Purpose purpose, EmailAddress address, String clientSecret, String token, long sendAttempt,
        Optional<String> nextLink, long created) {

    /** What came of a link that somebody followed. */
    public sealed interface Outcome {

        /** The address is proven; {@code nextLink}: where the person goes now. */
        record Proven(Optional<String> nextLink) implements Outcome {
        }

        record Expired() implements Outcome {
        }

        record Unknown() implements Outcome {
        }
    }
}
