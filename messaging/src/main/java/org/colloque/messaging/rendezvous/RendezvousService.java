package org.colloque.messaging.rendezvous;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;

/**
 * Keeps what two devices leave for each other; what it says is encrypted between them. Anybody may open a meeting place, because a new device has
 * no account yet: they are small, few by address, and gone after five minutes. Spec: MSC4388, "Insecure rendezvous session"; MSC4108 as it was in
 * 2024.
 */
@ApplicationScoped
public class RendezvousService {

    public static final int MOST_BYTES = 4096;

    private static final long LIFETIME = Duration.ofMinutes(5).toMillis();
    private static final String COLUMNS = "id, payload, revision, written, expires";

    private final Database database;
    private final TokenSecrets secrets;
    private final Clock clock;

    RendezvousService(Database database, TokenSecrets secrets, Clock clock) {
        this.database = database;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Opens a meeting place. Fails with {@code M_TOO_LARGE}. */
    public Uni<Meeting> open(byte[] payload) {
        requireSmall(payload);
        long now = clock.millis();
        Meeting meeting = new Meeting(secrets.token(""), payload, secrets.token(""), now, now + LIFETIME);
        return database.update("with old as (delete from rendezvous where expires <= $4) "
                + "insert into rendezvous (" + COLUMNS + ") values ($1, $2, $3, $4, $5)",
                meeting.id(), meeting.payload(), meeting.revision(), now, meeting.expires()).replaceWith(meeting);
    }

    /** Fails with {@code M_NOT_FOUND}. */
    public Uni<Meeting> get(String id) {
        return database.first("select " + COLUMNS + " from rendezvous where id = $1 and expires > $2", id, clock.millis())
                .map(row -> row.map(RendezvousService::meeting).orElseThrow(RendezvousService::unknown));
    }

    /**
     * Writes over the payload of this revision. Empty when another one stands there by now. Fails with {@code M_NOT_FOUND} or
     * {@code M_TOO_LARGE}.
     */
    public Uni<Optional<Meeting>> write(String id, String revision, byte[] payload) {
        requireSmall(payload);
        return database.first("update rendezvous set payload = $3, revision = $4, written = $5 where id = $1 and revision = $2 and expires > $5 "
                + "returning " + COLUMNS, id, revision, payload, secrets.token(""), clock.millis())
                .chain(row -> row.isPresent() ? Uni.createFrom().item(row.map(RendezvousService::meeting)) : get(id).replaceWith(Optional.empty()));
    }

    /** The same; who repeats what stands there already is told its revision instead of a conflict. */
    public Uni<Optional<Meeting>> writeOrRepeat(String id, String revision, byte[] payload) {
        return write(id, revision, payload).chain(written -> written.isPresent() ? Uni.createFrom().item(written)
                : get(id).map(now -> Optional.of(now).filter(meeting -> Arrays.equals(meeting.payload(), payload))));
    }

    /** Fails with {@code M_NOT_FOUND}. */
    public Uni<Void> close(String id) {
        return database.update("delete from rendezvous where id = $1 and expires > $2", id, clock.millis()).invoke(rows -> {
            if (rows == 0) {
                throw unknown();
            }
        }).replaceWithVoid();
    }

    private static void requireSmall(byte[] payload) {
        if (payload.length > MOST_BYTES) {
            throw new MatrixException(Errcode.M_TOO_LARGE, "At most 4096 bytes can be left here.");
        }
    }

    private static Meeting meeting(Row row) {
        return new Meeting(row.text(0), row.bytes(1), row.text(2), row.longAt(3), row.longAt(4));
    }

    private static MatrixException unknown() {
        return MatrixException.notFound("There is no such meeting place, or it is gone.");
    }
}
