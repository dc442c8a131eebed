package org.colloque.messaging.accounts.interactive;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.database.Database;

/** Keeps the sessions in the database, since the next request may reach another node; they end after a quarter of an hour. */
@ApplicationScoped
class InteractiveSessions {

    private static final long LIFETIME = Duration.ofMinutes(15).toMillis();

    private final Database database;
    private final TokenSecrets secrets;
    private final Clock clock;

    InteractiveSessions(Database database, TokenSecrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** A session that is not kept yet. */
    InteractiveSession fresh(String purpose) {
        return new InteractiveSession(secrets.token(""), purpose, List.of());
    }

    /** The session with this id for this purpose, if it is still alive. */
    Uni<Optional<InteractiveSession>> find(String id, String purpose) {
        return database.first("select completed from interactive_session where id = $1 and purpose = $2 and created > $3",
                id, purpose, clock.millis() - LIFETIME)
                .map(row -> row.map(found -> new InteractiveSession(id, purpose, List.of(found.texts(0)))));
    }

    /** Whether there is a living session with this id for another purpose. */
    Uni<Boolean> isForAnother(String id, String purpose) {
        return database.first("select 1 from interactive_session where id = $1 and purpose <> $2 and created > $3",
                id, purpose, clock.millis() - LIFETIME).map(Optional::isPresent);
    }

    Uni<Void> keep(InteractiveSession session) {
        long now = clock.millis();
        return database.update("""
                with old as (delete from interactive_session where created <= $5)
                insert into interactive_session (id, purpose, completed, created) values ($1, $2, $3, $4)
                on conflict (id) do update set completed = excluded.completed""",
                session.id(), session.purpose(), session.completed().toArray(String[]::new), now, now - LIFETIME)
                .replaceWithVoid();
    }

    Uni<Void> end(InteractiveSession session) {
        return database.update("delete from interactive_session where id = $1", session.id()).replaceWithVoid();
    }
}
