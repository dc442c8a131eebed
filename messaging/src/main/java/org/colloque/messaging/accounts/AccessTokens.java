package org.colloque.messaging.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.colloque.messaging.database.Notifications;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Requester;
import org.colloque.protocol.id.UserId;

/**
 * Tells whose an access token is; tokens in use are kept in memory. What takes tokens away calls {@link #forget}, which every
 * node hears.
 */
@Singleton
public class AccessTokens {

    private static final String CHANNEL = "colloque_tokens";
    private static final long MOST = 200_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final TokenStore tokens;
    private final AccountStore accounts;
    private final Notifications notifications;
    private final Masquerades masquerades;
    private final Clock clock;
    private final Cache<TokenHash, Known> known = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    /** Grows with each forgetting: what was read before must not be kept after. */
    private final AtomicLong forgettings = new AtomicLong();

    AccessTokens(TokenStore tokens, AccountStore accounts, Notifications notifications, Masquerades masquerades, Clock clock) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.notifications = notifications;
        this.masquerades = masquerades;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(CHANNEL, user -> forgetHere(new UserId(user)), this::forgetAllHere);
    }

    /**
     * Whose the token is. Fails with {@code M_UNKNOWN_TOKEN}, with {@code soft_logout} when it is merely expired. A token in memory costs
     * nothing.
     *
     * <p>Spec: client-server-api, "Using access tokens" and "Soft logout".
     */
    public Uni<Verified> verify(String token) {
        TokenHash hash = TokenHash.of(token);
        Known warm = known.getIfPresent(hash);
        return warm != null ? Uni.createFrom().item(() -> alive(warm)) : load(hash).map(this::alive);
    }

    /** Whose a token is, and how the account stands. */
    public record Verified(Requester requester, Standing standing) {
    }

    /** Forgets what is known of this user's tokens, here at once and on the other nodes in a moment. */
    public Uni<Void> forget(UserId user) {
        forgetHere(user);
        return notifications.send(CHANNEL, user.value());
    }

    private Uni<Known> load(TokenHash hash) {
        long before = forgettings.get();
        return tokens.find(hash)
                .map(found -> found.orElseThrow(() -> unknown(false)))
                .call(this::retireReplaced)
                .chain(found -> accounts.standing(found.user()).map(standing ->
                        new Known(new Verified(new Requester(found.user(), found.device(), false), standing), found.expires())))
                .invoke(found -> keep(hash, found, before));
    }

    private Uni<Void> retireReplaced(StoredToken used) {
        return used.replaces().isEmpty() ? Uni.createFrom().voidItem()
                : tokens.retireReplaced(used, clock.millis()).chain(() -> forget(used.user()));
    }

    private void keep(TokenHash hash, Known found, long before) {
        known.put(hash, found);
        if (forgettings.get() != before) {
            known.invalidate(hash);
        }
    }

    private Verified alive(Known token) {
        if (token.expires().isPresent() && token.expires().getAsLong() <= clock.millis()) {
            throw unknown(true);
        }
        return token.verified();
    }

    private void forgetHere(UserId user) {
        forgettings.incrementAndGet();
        masquerades.forget(user);
        known.asMap().values().removeIf(token -> token.verified().requester().user().equals(user));
    }

    private void forgetAllHere() {
        forgettings.incrementAndGet();
        masquerades.forgetAll();
        known.invalidateAll();
    }

    private static MatrixException unknown(boolean softLogout) {
        return new MatrixException(Errcode.M_UNKNOWN_TOKEN,
                softLogout ? "The access token has expired." : "The access token is not known.").with("soft_logout", softLogout);
    }

    private record Known(Verified verified, OptionalLong expires) {
    }
}
