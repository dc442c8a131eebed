package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Logs people in and out. */
@ApplicationScoped
public class LoginService {

    private final AccountService accounts;
    private final SessionService sessions;
    private final DeviceService devices;
    private final LoginTokens tokens;

    LoginService(AccountService accounts, SessionService sessions, DeviceService devices, LoginTokens tokens) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.devices = devices;
        this.tokens = tokens;
    }

    /** Opens a session for whoever has the password. Fails with {@code M_FORBIDDEN}, which does not say what was wrong. */
    public Uni<OpenSession> byPassword(UserId user, String password, SessionRequest request) {
        return accounts.hasPassword(user, password).chain(right -> {
            if (!right) {
                throw wrong();
            }
            return devices.requireUsable(user, request.device()).chain(() -> sessions.open(user, request));
        });
    }

    /** Refuses somebody who named nobody of this server, as a wrong password is refused and after as long a time. */
    public Uni<OpenSession> byNobody(String password) {
        return accounts.hasNoPassword(password).chain(() -> Uni.createFrom().failure(wrong()));
    }

    /** Opens a session for whoever brings a login token, which is then used. Fails with {@code M_FORBIDDEN}. */
    public Uni<OpenSession> byToken(String token, SessionRequest request) {
        return tokens.redeem(token).chain(found -> {
            UserId user = found.orElseThrow(() -> MatrixException.forbidden("This login token is not valid, or was used already."));
            return devices.requireUsable(user, request.device()).chain(() -> sessions.open(user, request));
        });
    }

    /** Opens a session for whom somebody granted it to. Fails with {@code M_FORBIDDEN} when the device id cannot be used. */
    public Uni<OpenSession> byGrant(Grant grant, Optional<String> deviceName) {
        return devices.requireUsable(grant.user(), Optional.of(grant.device())).chain(() -> sessions.open(grant, deviceName));
    }

    /**
     * Opens a session for a user of an application service. Fails with {@code M_EXCLUSIVE} outside of its namespaces and with
     * {@code M_FORBIDDEN} when there is no such user. Spec: application-service-api, "Server admin style permissions".
     */
    public Uni<OpenSession> byService(ApplicationService service, UserId user, SessionRequest request) {
        if (!service.owns(user)) {
            throw new MatrixException(Errcode.M_EXCLUSIVE, user + " is not in the namespaces of this application service.");
        }
        return accounts.exists(user).chain(there -> {
            if (!there) {
                throw MatrixException.forbidden("The application service has not registered " + user + ".");
            }
            return devices.requireUsable(user, request.device()).chain(() -> sessions.open(user, request));
        });
    }

    /** Ends the session of one device, which goes with its keys. */
    public Uni<Void> logout(UserId user, DeviceId device) {
        return devices.delete(user, List.of(device));
    }

    /** Ends all sessions of the user; all devices go. */
    public Uni<Void> logoutEverywhere(UserId user) {
        return devices.deleteAll(user);
    }

    private static MatrixException wrong() {
        return MatrixException.forbidden("The user name or the password is wrong.");
    }
}
