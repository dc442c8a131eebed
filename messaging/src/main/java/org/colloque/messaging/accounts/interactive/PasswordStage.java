package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.NamedAccounts;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.UserId;

/** The account's own password. Spec: client-server-api, "Password-based". */
@ApplicationScoped
public class PasswordStage implements AuthStage {

    public static final String TYPE = "m.login.password";

    private final AccountService accounts;
    private final NamedAccounts named;

    PasswordStage(AccountService accounts, NamedAccounts named) {
        this.accounts = accounts;
        this.named = named;
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Fails at once, with no second try, when the identifier names another account than the one that asks. */
    @Override
    public Uni<Void> attempt(Challenge challenge, JsonBody auth) {
        UserId owner = challenge.user().orElseThrow();
        return named.find(auth).invoke(found -> {
            if (found.isPresent() && !found.get().user().equals(Optional.of(owner))) {
                throw new AnotherAccountException();
            }
        }).chain(() -> accounts.hasPassword(owner, auth.text("password"))).invoke(right -> {
            if (!right) {
                throw MatrixException.forbidden("The password is wrong.");
            }
        }).replaceWithVoid();
    }

    /** Somebody proves to be another person than the one whose operation it is. */
    static final class AnotherAccountException extends RuntimeException {

        AnotherAccountException() {
            super("the proof is another account's", null, false, false);
        }
    }
}
