package org.colloque.messaging.oauth.pages;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.accounts.TokenHash;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.UserId;

/** Who is logged in to the account's pages. A session ends after a working day, and as soon as the password changes or the account is locked. */
@ApplicationScoped
class BrowserSessions {

    static final Duration LIFETIME = Duration.ofHours(10);

    private static final String PASSWORD = "encode(sha256(convert_to(a.password_hash, 'UTF8')), 'hex')";

    private final Database database;
    private final TokenSecrets secrets;
    private final Clock clock;

    BrowserSessions(Database database, TokenSecrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** What a visitor's cookie holds who is not logged in: it ties forms to the browser. */
    String anonymous() {
        return secrets.token("clb_");
    }

    /** Opens a session for somebody who has just given the password; answers what the cookie holds from now on. */
    Uni<String> open(UserId user) {
        String secret = anonymous();
        long now = clock.millis();
        return database.update("with old as (delete from browser_session where expires < $4) "
                + "insert into browser_session (hash, user_id, password, expires) select $1, a.user_id, " + PASSWORD + ", $3 "
                + "from account a where a.user_id = $2", TokenHash.of(secret).value(), user.value(), now + LIFETIME.toMillis(), now)
                .replaceWith(secret);
    }

    Uni<Optional<UserId>> find(String secret) {
        return database.first("select s.user_id from browser_session s join account a on a.user_id = s.user_id where s.hash = $1 "
                + "and s.expires > $2 and not a.deactivated and not a.locked and s.password = " + PASSWORD,
                TokenHash.of(secret).value(), clock.millis()).map(row -> row.map(found -> new UserId(found.text(0))));
    }

    Uni<Void> end(String secret) {
        return database.update("delete from browser_session where hash = $1", TokenHash.of(secret).value()).replaceWithVoid();
    }
}
