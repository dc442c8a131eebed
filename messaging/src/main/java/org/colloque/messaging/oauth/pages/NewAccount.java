package org.colloque.messaging.oauth.pages;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.accounts.RegistrationService;
import org.colloque.messaging.accounts.interactive.RegistrationTokenStage;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.protocol.id.UserId;

/** Makes accounts by the same rules as {@code /register}. */
@ApplicationScoped
class NewAccount {

    private final RegistrationService registrations;
    private final RegistrationTokenStage tokens;
    private final RateLimits limits;

    NewAccount(RegistrationService registrations, RegistrationTokenStage tokens, RateLimits limits) {
        this.registrations = registrations;
        this.tokens = tokens;
        this.limits = limits;
    }

    /** Fails with {@code M_FORBIDDEN} when registration is closed, or needs an e-mail address, which the page does not ask for. */
    void requirePossible() {
        registrations.challenge();
        if (!registrations.isPossible()) {
            throw MatrixException.forbidden("Registration needs an e-mail address here: register in an application.");
        }
    }

    boolean needsToken() {
        return registrations.takesTokens();
    }

    /** Fails with what the specification has for each reason; {@code M_UNAUTHORIZED} for a wrong registration token. */
    Uni<UserId> make(Visit visit, String name, String password, String token) {
        limits.require(Limit.REGISTRATION, visit.address());
        requirePossible();
        if (needsToken() && !tokens.isValid(token)) {
            throw new MatrixException(Errcode.M_UNAUTHORIZED, "This registration token is not valid.");
        }
        return registrations.available(Optional.of(name)).call(user -> registrations.register(user, password));
    }
}
