package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;

/** What administrators may do to accounts. Spec: client-server-api, "Server Administration", "Account locking", "Account suspension". */
@ApplicationScoped
public class ModerationService {

    private final AccountService accounts;
    private final AccountStore store;
    private final AccessTokens tokens;

    ModerationService(AccountService accounts, AccountStore store, AccessTokens tokens) {
        this.accounts = accounts;
        this.store = store;
        this.tokens = tokens;
    }

    /**
     * How an account stands. Fails with {@code M_FORBIDDEN} unless an administrator asks about somebody who is none, {@code M_INVALID_PARAM}
     * for users of other servers, {@code M_NOT_FOUND} for accounts that are not there or closed; who may ask is decided first.
     */
    public Uni<Standing> standing(UserId administrator, UserId user) {
        return require(administrator, user).chain(() -> store.standing(user));
    }

    /** Changes how an account stands; its requests feel it at once. Fails as {@link #standing} does, and for one's own account. */
    public Uni<Void> change(UserId administrator, UserId user, UnaryOperator<Standing> change) {
        return require(administrator, user).chain(() -> store.standing(user)).invoke(standing -> {
            if (administrator.equals(user)) {
                throw MatrixException.forbidden("Nobody can do that to their own account.");
            }
        }).chain(standing -> store.setStanding(user, change.apply(standing))).chain(() -> tokens.forget(user));
    }

    private Uni<Void> require(UserId administrator, UserId user) {
        return accounts.requireAdministrator(administrator).chain(() -> {
            if (!accounts.isLocal(user)) {
                throw MatrixException.invalidParam("The user does not belong to this server.");
            }
            return accounts.find(user);
        }).invoke(found -> {
            Account account = found.filter(known -> !known.deactivated()).orElseThrow(() -> MatrixException.notFound("There is no such user."));
            if (accounts.isAdministrator(account) && !administrator.equals(user)) {
                throw MatrixException.forbidden("The user is an administrator too.");
            }
        }).replaceWithVoid();
    }

    /** The refusal of everything that a locked account asks for. */
    public static MatrixException locked() {
        return new MatrixException(Errcode.M_USER_LOCKED, "This account is locked.").with("soft_logout", true);
    }

    /** The refusal of what a suspended account may not do. */
    public static MatrixException suspended() {
        return new MatrixException(Errcode.M_USER_SUSPENDED, "You cannot do this while your account is suspended.");
    }
}
