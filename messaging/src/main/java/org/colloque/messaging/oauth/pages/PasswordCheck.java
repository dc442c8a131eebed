package org.colloque.messaging.oauth.pages;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.colloque.messaging.accounts.AccountAddresses;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.AccountStore;
import org.colloque.messaging.accounts.ModerationService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.UserId;

/** Checks passwords that are given on pages, within the limits that hold for every log-in. */
@ApplicationScoped
class PasswordCheck {

    private final AccountService accounts;
    private final AccountStore store;
    private final AccountAddresses addresses;
    private final RateLimits limits;

    PasswordCheck(AccountService accounts, AccountStore store, AccountAddresses addresses, RateLimits limits) {
        this.addresses = addresses;
        this.accounts = accounts;
        this.store = store;
        this.limits = limits;
    }

    /** Who has this name and password. Fails with {@code M_FORBIDDEN}, {@code M_USER_LOCKED} or {@code M_LIMIT_EXCEEDED}. */
    Uni<UserId> logIn(Visit visit, String name, String password) {
        limits.require(Limit.LOGIN_ADDRESS, visit.address());
        return named(name.strip()).chain(user -> check(user, password)).call(user -> store.standing(user).invoke(standing -> {
            if (standing.locked()) {
                throw ModerationService.locked();
            }
        }));
    }

    /** Whose the name or the e-mail address is; an address that nobody has is checked like a name that nobody has. */
    private Uni<UserId> named(String name) {
        if (name.indexOf('@') <= 0) {
            return Uni.createFrom().item(() -> user(name));
        }
        return addresses.owner("email", name).map(owner -> owner.orElseGet(() -> user(name)));
    }

    /** The same for somebody who is logged in already and wants something that needs proof. */
    Uni<UserId> again(Visit visit, String password) {
        limits.require(Limit.LOGIN_ADDRESS, visit.address());
        return check(visit.user().orElseThrow(), password);
    }

    private Uni<UserId> check(UserId user, String password) {
        limits.require(Limit.LOGIN_ACCOUNT, user.value());
        return accounts.hasPassword(user, password).map(right -> {
            if (!right) {
                throw wrong();
            }
            return user;
        });
    }

    private UserId user(String name) {
        try {
            return name.startsWith("@") ? UserId.parse(name) : UserId.of(name.toLowerCase(Locale.ROOT), accounts.server());
        } catch (InvalidIdentifierException invalid) {
            throw wrong();
        }
    }

    private static MatrixException wrong() {
        return MatrixException.forbidden("The user name or the password is wrong.");
    }
}
