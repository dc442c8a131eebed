package org.colloque.messaging.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.colloque.messaging.accounts.Grant;
import org.colloque.messaging.accounts.Grants;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** The codes that clients change for tokens, each once. Spec: RFC 6749, section 4.1; RFC 7636; RFC 9700, section 4.5. */
@ApplicationScoped
class AuthorizationCodes {

    static final Duration LIFETIME = Duration.ofMinutes(2);
    /** So long a code is known that is used up or too old: who shows it again ends what came of it. */
    private static final long KEPT = Duration.ofHours(1).toMillis();

    private static final String ISSUE = """
            with old as (delete from authorization_code where expires < $10)
            insert into authorization_code (hash, grant_id, client_id, user_id, device_id, scope, redirect_uri, challenge, expires)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";

    private final Database database;
    private final TokenSecrets secrets;
    private final Grants grants;
    private final Clock clock;

    AuthorizationCodes(Database database, TokenSecrets secrets, Grants grants, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.grants = grants;
        this.clock = clock;
    }

    Uni<String> issue(UserId user, AuthorizationRequest request) {
        String code = secrets.token("clc_");
        long now = clock.millis();
        return database.update(ISSUE, TokenHash.of(code).value(), secrets.token("clg_"), request.client().id(), user.value(),
                request.scope().device().value(), request.scope().text(), request.callback().uri(), request.challenge(),
                now + LIFETIME.toMillis(), now - KEPT).replaceWith(code);
    }

    /**
     * What somebody granted, for a code, which is used up by this, whether or not it is right. Fails with {@code invalid_grant} when the
     * code is not good, not the client's, or the client cannot prove that it asked; a code that was used before ends its session.
     */
    Uni<Grant> redeem(Parameters given) {
        String verifier = given.get("code_verifier");
        String redirect = given.get("redirect_uri");
        String client = given.get("client_id");
        return database.first("""
                update authorization_code set uses = uses + 1 where hash = $1
                returning grant_id, user_id, device_id, client_id, scope, redirect_uri, challenge, expires, uses""",
                TokenHash.of(given.get("code")).value())
                .map(row -> row.orElseThrow(() -> OAuthException.invalidGrant("This code is not known.")))
                .call(this::requireUnused)
                .map(code -> {
                    boolean right = code.longAt(7) > clock.millis() && code.text(3).equals(client) && code.text(5).equals(redirect)
                            && CodeChallenge.isMetBy(verifier, code.text(6));
                    if (!right) {
                        throw OAuthException.invalidGrant("This code is too old, or was not given for this.");
                    }
                    return new Grant(code.text(0), new UserId(code.text(1)), new DeviceId(code.text(2)), client, code.text(4));
                });
    }

    private Uni<Void> requireUnused(Row code) {
        return code.intAt(8) == 1 ? Uni.createFrom().voidItem()
                : grants.end(code.text(0)).invoke(() -> {
                    throw OAuthException.invalidGrant("This code was used before.");
                });
    }
}
