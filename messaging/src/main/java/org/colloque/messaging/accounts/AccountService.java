package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.appservice.ApplicationServices;
import java.util.function.Function;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** The accounts of this server: which there are, and their passwords. */
@ApplicationScoped
public class AccountService {

    private final AccountStore accounts;
    private final Passwords passwords;
    private final ApplicationServices services;
    private final Clock clock;
    private final ServerName server;
    private final Set<String> administrators;

    AccountService(AccountStore accounts, Passwords passwords, ApplicationServices services, Clock clock, ServerConfig config) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.services = services;
        this.clock = clock;
        this.server = config.serverName();
        this.administrators = Set.copyOf(config.administrators().orElse(List.of()));
    }

    /** The name of this server. */
    public ServerName server() {
        return server;
    }

    /** Whether the user belongs to this server, by the name alone. */
    public boolean isLocal(UserId user) {
        return user.isOn(server);
    }

    /** Whether there is such an account here that is not deactivated. */
    public Uni<Boolean> exists(UserId user) {
        return find(user).map(account -> account.filter(found -> !found.deactivated()).isPresent());
    }

    /**
     * Has a user of an application service made, if it is one that the service knows and this server does not yet. Nothing happens with all
     * others. Spec: application-service-api, "Querying".
     */
    public Uni<Void> await(UserId user) {
        return !isLocal(user) || services.owners(user).isEmpty() ? Uni.createFrom().voidItem()
                : accounts.find(user).chain(found -> found.isPresent() ? Uni.createFrom().item(true) : services.make(user)).replaceWithVoid();
    }

    /** The account, deactivated or not; empty for users of other servers. */
    public Uni<Optional<Account>> find(UserId user) {
        return isLocal(user) ? accounts.find(user) : Uni.createFrom().item(Optional.empty());
    }

    /** Makes an account. Fails with {@code M_USER_IN_USE}. */
    public Uni<Account> create(UserId user, Optional<String> password, boolean admin) {
        return create(user, password, admin, accounts::create);
    }

    /** The same with what keeps the account; it answers whether the user id was free. */
    Uni<Account> create(UserId user, Optional<String> password, boolean admin, Function<Account, Uni<Boolean>> keep) {
        return hash(password)
                .map(hash -> new Account(user, hash, admin, clock.millis(), false))
                .call(account -> keep.apply(account).invoke(made -> {
                    if (!made) {
                        throw inUse();
                    }
                }));
    }

    /** Whether this is the account's password; false also when there is no such account or it has none. */
    public Uni<Boolean> hasPassword(UserId user, String password) {
        return find(user).chain(account ->
                passwords.matches(password, account.filter(found -> !found.deactivated()).flatMap(Account::passwordHash)));
    }

    /** Takes as long as {@link #hasPassword}, for somebody who is not here. */
    Uni<Void> hasNoPassword(String password) {
        return passwords.matches(password, Optional.empty()).replaceWithVoid();
    }

    /** Sets a new password. Fails with {@code M_WEAK_PASSWORD}. */
    public Uni<Void> changePassword(UserId user, String password) {
        passwords.requireStrong(password);
        return passwords.hash(password).chain(hash -> accounts.setPasswordHash(user, hash));
    }

    /** Closes the account for good: no password, no login, the name stays taken. */
    Uni<Void> deactivate(UserId user, boolean erased) {
        return accounts.deactivate(user, erased);
    }

    /** Fails with {@code M_FORBIDDEN} for everybody but administrators. */
    public Uni<Void> requireAdministrator(UserId user) {
        return isAdministrator(user).invoke(administrator -> {
            if (!administrator) {
                throw MatrixException.forbidden("Only administrators of this server may do that.");
            }
        }).replaceWithVoid();
    }

    public Uni<Boolean> isAdministrator(UserId user) {
        return find(user).map(account -> account.filter(this::isAdministrator).isPresent());
    }

    /** Made so when the account was, or named in the settings. */
    boolean isAdministrator(Account account) {
        return account.admin() || administrators.contains(account.user().value());
    }

    static MatrixException inUse() {
        return new MatrixException(Errcode.M_USER_IN_USE, "This user name is taken.");
    }

    private Uni<Optional<String>> hash(Optional<String> password) {
        return password.isEmpty() ? Uni.createFrom().item(Optional.empty()) : passwords.hash(password.get()).map(Optional::of);
    }
}
