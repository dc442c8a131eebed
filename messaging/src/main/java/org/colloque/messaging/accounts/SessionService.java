package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Opens sessions: gives tokens to a device of somebody who was authenticated, and refreshes them. */
@ApplicationScoped
public class SessionService {

    private final TokenStore tokens;
    private final AccountStore accounts;
    private final TokenSecrets secrets;
    private final AccessTokens cached;
    private final Clock clock;
    private final long lifetime;

    SessionService(TokenStore tokens, AccountStore accounts, TokenSecrets secrets, AccessTokens cached, Clock clock, ServerConfig config) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.secrets = secrets;
        this.cached = cached;
        this.clock = clock;
        this.lifetime = config.accessTokens().lifetime().toMillis();
    }

    /**
     * Gives the device (a new one when none is named) a token; earlier tokens of the same device end. Fails with {@code M_USER_LOCKED}.
     */
    public Uni<OpenSession> open(UserId user, SessionRequest request) {
        return open(user, request, Optional.empty());
    }

    private Uni<OpenSession> open(UserId user, SessionRequest request, Optional<Grant> grant) {
        DeviceId device = request.device().orElseGet(secrets::deviceId);
        OpenSession session = issue(user, device, request.refreshable());
        StoredToken token = stored(session, Optional.empty(), grant.map(Grant::id));
        return requireUnlocked(user).chain(() -> tokens.open(token, request.deviceName(), grant, clock.millis()))
                .call(() -> request.device().isEmpty() ? Uni.createFrom().voidItem() : cached.forget(user))
                .replaceWith(session);
    }

    /** Gives the device of a grant its tokens, as {@link #open(UserId, SessionRequest)} does. */
    Uni<OpenSession> open(Grant grant, Optional<String> deviceName) {
        return open(grant.user(), new SessionRequest(Optional.of(grant.device()), deviceName, true), Optional.of(grant));
    }

    /**
     * Gives new tokens for a refresh token. The old ones live until one of the new ones is used. Fails with {@code M_UNKNOWN_TOKEN}
     * or {@code M_USER_LOCKED}; with the first also for the refresh token of a grant, which is for OAuth 2.0 alone.
     *
     * <p>Spec: client-server-api, "Refreshing access tokens".
     */
    public Uni<OpenSession> refresh(String refreshToken) {
        return refresh(refreshToken, Optional.empty());
    }

    /**
     * The same for a refresh token of this grant, and of no other. Whose account is locked gets tokens too, which open nothing: a refusal would have
     * the client throw its keys away, and locks are taken off again.
     */
    public Uni<OpenSession> refresh(String refreshToken, Grant grant) {
        return refresh(refreshToken, Optional.of(grant.id()));
    }

    private Uni<OpenSession> refresh(String refreshToken, Optional<String> grant) {
        return tokens.findByRefresh(TokenHash.of(refreshToken))
                .map(found -> found.filter(token -> token.grant().equals(grant)).orElseThrow(SessionService::unknown))
                .call(found -> grant.isPresent() ? Uni.createFrom().voidItem() : requireUnlocked(found.user()))
                .call(this::retireReplaced)
                .chain(old -> {
                    OpenSession session = issue(old.user(), old.device(), true);
                    return tokens.replace(stored(session, Optional.of(old.hash()), grant)).replaceWith(session);
                });
    }

    private Uni<Void> requireUnlocked(UserId user) {
        return accounts.standing(user).invoke(standing -> {
            if (standing.locked()) {
                throw ModerationService.locked();
            }
        }).replaceWithVoid();
    }

    private Uni<Void> retireReplaced(StoredToken used) {
        if (used.replaces().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tokens.retireReplaced(used, clock.millis()).chain(() -> cached.forget(used.user()));
    }

    private OpenSession issue(UserId user, DeviceId device, boolean refreshable) {
        Optional<String> refresh = refreshable ? Optional.of(secrets.token("clr_")) : Optional.empty();
        OptionalLong expiresIn = refreshable ? OptionalLong.of(lifetime) : OptionalLong.empty();
        return new OpenSession(user, device, secrets.token("cla_"), refresh, expiresIn);
    }

    private StoredToken stored(OpenSession session, Optional<TokenHash> replaces, Optional<String> grant) {
        OptionalLong expires = session.expiresIn().isPresent()
                ? OptionalLong.of(clock.millis() + session.expiresIn().getAsLong()) : OptionalLong.empty();
        return new StoredToken(TokenHash.of(session.accessToken()), session.refreshToken().map(TokenHash::of),
                session.user(), session.device(), expires, replaces, grant);
    }

    private static MatrixException unknown() {
        return new MatrixException(Errcode.M_UNKNOWN_TOKEN, "This refresh token is not known, or was used already.")
                .with("soft_logout", false);
    }
}
