package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.colloque.messaging.database.Database;
import org.colloque.protocol.id.UserId;

/** What people allow on their account's own pages: that their cross-signing keys are replaced, once and soon. */
@ApplicationScoped
public class CrossSigningReset {

    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;

    CrossSigningReset(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Uni<Void> allow(UserId user) {
        return database.update("""
                insert into cross_signing_reset (user_id, until) values ($1, $2)
                on conflict (user_id) do update set until = excluded.until""",
                user.value(), clock.millis() + LIFETIME.toMillis()).replaceWithVoid();
    }

    /** Uses the permission up; false when there is none. */
    Uni<Boolean> use(UserId user) {
        return database.first("""
                with used as (delete from cross_signing_reset where user_id = $1 returning until)
                select 1 from used where until > $2""", user.value(), clock.millis()).map(row -> row.isPresent());
    }
}
