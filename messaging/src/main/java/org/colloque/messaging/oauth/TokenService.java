package org.colloque.messaging.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.Grant;
import org.colloque.messaging.accounts.Grants;
import org.colloque.messaging.accounts.LoginService;
import org.colloque.messaging.accounts.OpenSession;
import org.colloque.messaging.accounts.SessionService;
import org.colloque.messaging.error.MatrixException;

/** Gives clients their tokens. Spec: client-server-api, "Grant types"; RFC 6749, section 5. */
@ApplicationScoped
public class TokenService {

    private final ClientService clients;
    private final AuthorizationCodes codes;
    private final DeviceAuthorizations waiting;
    private final Sessions sessions;

    TokenService(ClientService clients, AuthorizationCodes codes, DeviceAuthorizations waiting, Sessions sessions) {
        this.clients = clients;
        this.codes = codes;
        this.waiting = waiting;
        this.sessions = sessions;
    }

    /** A session with what was granted. */
    public record Granted(OpenSession session, String scope) {
    }

    /** Fails with what RFC 6749 and RFC 8628 have for each mistake. */
    public Uni<Granted> grant(Parameters given) {
        String type = given.get("grant_type");
        if (!ClientMetadata.GRANT_TYPES.contains(type)) {
            throw new OAuthException("unsupported_grant_type", "This grant type is not known here.");
        }
        return clients.get(given.get("client_id")).chain(client -> switch (type) {
            case ClientMetadata.CODE_GRANT -> codes.redeem(given).chain(grant -> sessions.open(grant, client));
            case ClientMetadata.DEVICE_GRANT -> waiting.redeem(given).chain(grant -> sessions.open(grant, client));
            default -> sessions.refresh(given.get("refresh_token"), client);
        });
    }

    /** Ends the session of a token; says nothing about whether there was one. Spec: client-server-api, "Token revocation". */
    public Uni<Void> revoke(Parameters given) {
        return sessions.end(given.get("token"));
    }

    /** What a grant becomes. */
    @ApplicationScoped
    static class Sessions {

        private final LoginService logins;
        private final SessionService sessions;
        private final AccountService accounts;
        private final Grants grants;

        Sessions(LoginService logins, SessionService sessions, AccountService accounts, Grants grants) {
            this.logins = logins;
            this.sessions = sessions;
            this.accounts = accounts;
            this.grants = grants;
        }

        Uni<Granted> open(Grant grant, OAuthClient client) {
            return accounts.exists(grant.user()).chain(exists -> {
                if (!exists) {
                    throw OAuthException.invalidGrant("The account is closed.");
                }
                return logins.byGrant(grant, Optional.of(client.name(Locale.ROOT)));
            }).onFailure(MatrixException.class).transform(Sessions::refused).map(session -> new Granted(session, grant.scope()));
        }

        /** A token that was replaced ends the session: it is in two hands. Spec: RFC 9700, section 4.14. */
        Uni<Granted> refresh(String token, OAuthClient client) {
            return grants.ofRefreshToken(token).chain(found -> {
                if (found.isEmpty()) {
                    return grants.endIfRetired(token).map(ended -> {
                        throw OAuthException.invalidGrant("This refresh token is not known, or was used already.");
                    });
                }
                Grant grant = found.filter(known -> known.client().equals(client.id()))
                        .orElseThrow(() -> OAuthException.invalidGrant("This refresh token is not the client's."));
                return sessions.refresh(token, grant).onFailure(MatrixException.class).transform(Sessions::refused)
                        .map(session -> new Granted(session, grant.scope()));
            });
        }

        Uni<Void> end(String token) {
            return grants.endSessionOf(token);
        }

        private static OAuthException refused(Throwable refusal) {
            return OAuthException.invalidGrant(refusal.getMessage());
        }
    }
}
