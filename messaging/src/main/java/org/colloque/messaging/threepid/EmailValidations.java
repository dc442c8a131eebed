package org.colloque.messaging.threepid;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.config.ServerConfig;

/**
 * Has people prove that they read an e-mail address: by following a link that is sent there.
 *
 * <p>Whether an address has an account is told to nobody but its reader: the answer is the same, and the mail says it.
 */
@ApplicationScoped
public class EmailValidations {

    private final ValidationStore store;
    private final AccountEmailStore emails;
    private final EmailPolicy policy;
    private final EmailLetters letters;
    private final TokenSecrets secrets;
    private final Clock clock;
    private final long lifetime;

    EmailValidations(ValidationStore store, AccountEmailStore emails, EmailPolicy policy, EmailLetters letters, TokenSecrets secrets, Clock clock,
            ServerConfig config) {
        this.store = store;
        this.emails = emails;
        this.policy = policy;
        this.letters = letters;
        this.secrets = secrets;
        this.clock = clock;
        this.lifetime = config.mail().linkLifetime().toMillis();
    }

    /**
     * Has a link sent, unless one was for this attempt; answers the id of the proof. Fails with {@code M_THREEPID_DENIED} or
     * {@code M_THREEPID_MEDIUM_NOT_SUPPORTED} where addresses are not kept, or not this one, with {@code M_INVALID_PARAM} for a link that leads
     * elsewhere.
     */
    public Uni<String> begin(Purpose purpose, TokenRequest request) {
        policy.requireSupported(purpose);
        policy.requireKnown(request.nextLink());
        if (purpose != Purpose.PASSWORD) {
            policy.requirePermitted(request.address());
        }
        EmailValidation fresh = new EmailValidation(secrets.token(""), purpose, request.address(), TokenHash.of(request.clientSecret()).value(),
                secrets.token(""), request.sendAttempt(), request.nextLink(), clock.millis());
        return emails.owner(request.address()).chain(owner ->
                store.begin(fresh, clock.millis() - 2 * lifetime, kept -> letters.letter(kept, request, owner)));
    }

    /** Takes note that the link was followed. */
    public Uni<EmailValidation.Outcome> prove(ValidationCredentials credentials, String token) {
        return store.prove(credentials, token, clock.millis(), clock.millis() - lifetime);
    }

    /** The address that was proven for this purpose; empty when none was, or too long ago. */
    public Uni<Optional<ValidationStore.Proof>> proof(ValidationCredentials credentials, Purpose purpose) {
        return store.proof(credentials, purpose, clock.millis() - lifetime);
    }

    /** Ends a proof that has served: it serves once. */
    public Uni<Void> end(ValidationCredentials credentials) {
        return store.end(credentials);
    }
}
