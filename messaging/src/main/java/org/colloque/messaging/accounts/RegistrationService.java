package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.colloque.messaging.accounts.interactive.Challenge;
import org.colloque.messaging.accounts.interactive.DummyStage;
import org.colloque.messaging.accounts.interactive.RegistrationTokenStage;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.appservice.ApplicationServices;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.UserId;

/** Makes accounts for people who ask for one. Spec: client-server-api, "Account registration". */
@ApplicationScoped
public class RegistrationService {

    private final AccountService accounts;
    private final Passwords passwords;
    private final TokenSecrets secrets;
    private final ApplicationServices services;
    private final ServerConfig.RegistrationMode mode;
    private final boolean emailRequired;

    RegistrationService(AccountService accounts, Passwords passwords, TokenSecrets secrets, ApplicationServices services,
            ServerConfig config) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.secrets = secrets;
        this.services = services;
        this.mode = config.registration().mode();
        this.emailRequired = config.registration().emailRequired();
    }

    /** What somebody has to prove to register. Fails with {@code M_FORBIDDEN} when registration is closed. */
    public Challenge challenge() {
        return switch (mode) {
            case CLOSED -> throw MatrixException.forbidden("Registration is closed on this server.");
            case TOKEN -> Challenge.stage(RegistrationTokenStage.TYPE, "register");
            case OPEN -> Challenge.stage(DummyStage.TYPE, "register");
        };
    }

    /** Whether anybody can make an account without an e-mail address. */
    public boolean isPossible() {
        return mode != ServerConfig.RegistrationMode.CLOSED && !emailRequired;
    }

    /** Whether registration tokens are of any use here. */
    public boolean takesTokens() {
        return mode == ServerConfig.RegistrationMode.TOKEN;
    }

    /**
     * The free user id for a user name, in lower case; one is made up when none is given. Fails with {@code M_INVALID_USERNAME},
     * {@code M_USER_IN_USE} or, for what is reserved for an application service, {@code M_EXCLUSIVE}.
     */
    public Uni<UserId> available(Optional<String> username) {
        UserId user = userId(username.orElseGet(secrets::username));
        services.requireFree(user, Optional.empty());
        return free(user);
    }

    private Uni<UserId> free(UserId user) {
        return accounts.find(user).map(taken -> {
            if (taken.isPresent()) {
                throw AccountService.inUse();
            }
            return user;
        });
    }

    /** Makes the account. Fails with {@code M_WEAK_PASSWORD} or {@code M_USER_IN_USE}. */
    public Uni<Account> register(UserId user, String password) {
        passwords.requireStrong(password);
        return accounts.create(user, Optional.of(password), false);
    }

    /**
     * Makes an account without a password for an application service. Fails with {@code M_EXCLUSIVE} outside of its namespaces and as
     * {@link #available} does. Spec: application-service-api, "Server admin style permissions".
     */
    public Uni<UserId> register(ApplicationService service, String username) {
        UserId user = userId(username);
        services.requireOwn(user, service);
        return free(user).call(() -> accounts.create(user, Optional.empty(), false));
    }

    /** The same with what keeps the account together with something else of it; it answers whether the user id was free. */
    public Uni<Account> register(UserId user, String password, Function<Account, Uni<Boolean>> keep) {
        passwords.requireStrong(password);
        return accounts.create(user, Optional.of(password), false, keep);
    }

    private UserId userId(String username) {
        try {
            UserId user = UserId.of(username.toLowerCase(Locale.ROOT), accounts.server());
            if (user.isStrict()) {
                return user;
            }
        } catch (InvalidIdentifierException invalid) {
            throw new MatrixException(Errcode.M_INVALID_USERNAME, invalid.getMessage());
        }
        throw new MatrixException(Errcode.M_INVALID_USERNAME, "A user name holds letters a to z, digits and . _ = - / + only.");
    }
}
