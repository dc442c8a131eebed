package org.colloque.messaging.openid;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.UserId;

/** Gives OpenID tokens, and tells whose they are. Spec: client-server-api, "OpenID". */
@ApplicationScoped
public class OpenIdService {

    /** How long a token lives. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private final Database database;
    private final TokenSecrets secrets;
    private final Clock clock;

    OpenIdService(Database database, TokenSecrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A new token, good for nothing but {@link #resolve}. */
    public Uni<String> issue(UserId user) {
        String token = secrets.token("clo_");
        long now = clock.millis();
        return database.update("""
                with old as (delete from openid_token where expires < $4)
                insert into openid_token (hash, user_id, expires) values ($1, $2, $3)""",
                TokenHash.of(token).value(), user.value(), now + LIFETIME.toMillis(), now).replaceWith(token);
    }

    /** Whose token it is; empty when it is not known or has expired. */
    public Uni<Optional<UserId>> resolve(String token) {
        return database.first("""
                select t.user_id from openid_token t join account a on a.user_id = t.user_id
                where t.hash = $1 and t.expires > $2 and not a.deactivated""", TokenHash.of(token).value(), clock.millis())
                .map(row -> row.map(found -> new UserId(found.text(0))));
    }
}
