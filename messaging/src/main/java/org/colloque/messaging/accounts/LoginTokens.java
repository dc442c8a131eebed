package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.UserId;

/**
 * Tokens for {@code m.login.token}: with one, whoever is logged in brings another device in, once, within two minutes.
 * Spec: client-server-api, "Token-based user login".
 */
@ApplicationScoped
public class LoginTokens {

    public static final Duration LIFETIME = Duration.ofMinutes(2);

    private static final String ISSUE = """
            with old as (delete from login_token where expires <= $4)
            insert into login_token (hash, user_id, expires) values ($1, $2, $3)""";

    private final Database database;
    private final TokenSecrets secrets;
    private final Clock clock;

    LoginTokens(Database database, TokenSecrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    public Uni<String> issue(UserId user) {
        String token = secrets.token("cll_");
        long now = clock.millis();
        return database.update(ISSUE, TokenHash.of(token).value(), user.value(), now + LIFETIME.toMillis(), now).replaceWith(token);
    }

    /** Whose the token is, which is good no more after this; empty when it is not good. */
    Uni<Optional<UserId>> redeem(String token) {
        return database.first("""
                with used as (delete from login_token where hash = $1 returning user_id, expires)
                select u.user_id from used u join account a on a.user_id = u.user_id where u.expires > $2 and not a.deactivated""",
                TokenHash.of(token).value(), clock.millis()).map(row -> row.map(found -> new UserId(found.text(0))));
    }
}
