package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.jboss.logging.Logger;

/**
 * Invites that came while this server still took part in their room. If what was on its way then ends that, they stand; else the room's
 * own events say what became of them. Kept for a day.
 */
@ApplicationScoped
class WaitingInvites {

    private static final Logger LOG = Logger.getLogger(WaitingInvites.class);
    private static final long TIDY_MILLISECONDS = Duration.ofHours(1).toMillis();

    private static final String KEEP = """
            insert into waiting_invite (room_id, user_id, room_version, depth, event, stripped) values ($1, $2, $3, $4, $5, $6)
            on conflict (room_id, user_id) do update set depth = excluded.depth, event = excluded.event, stripped = excluded.stripped,
                received = excluded.received""";
    /** Those whose users are out of a room that nobody here is in, by an event that came before the invite. */
    private static final String STANDING = """
            select w.room_id, w.user_id, w.room_version, w.event, w.stripped from waiting_invite w
            join room r on r.room_id = w.room_id join user_name u on u.user_id = w.user_id
            join membership m on m.room = r.id and m.member = u.id join event e on e.id = m.event
            where ($1::text is null or w.room_id = $1) and not r.local and m.membership in ('leave', 'ban') and e.depth < w.depth""";

    private final Database database;
    private final EventPipeline pipeline;

    WaitingInvites(Database database, EventPipeline pipeline) {
        this.database = database;
        this.pipeline = pipeline;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(TIDY_MILLISECONDS, timer -> tidy());
        tidy();
    }

    /** Keeps an invite, and takes it up at once if this server left the room meanwhile. */
    Uni<Void> keep(Pdu invite, List<ObjectNode> strippedState) {
        ArrayNode stripped = JsonNodes.array();
        stripped.addAll(strippedState);
        return database.update(KEEP, invite.roomId().value(), invite.stateKey().orElseThrow(), invite.roomVersion().id(), invite.depth(),
                invite.canonical(), CanonicalJson.lenientBytes(stripped)).chain(() -> takeUp(invite.roomId()));
    }

    /** Lets the invites of a room that nobody here is in any more stand. */
    Uni<Void> takeUp(RoomId room) {
        return takeUp(room.value());
    }

    private Uni<Void> takeUp(String room) {
        return database.query(STANDING, room).chain(rows -> InTurn.each(rows, this::takeUp));
    }

    private Uni<Void> takeUp(Row row) {
        RoomVersion version = RoomVersions.find(row.text(2)).orElseThrow();
        Pdu invite = PduParser.parse(version, MatrixJson.parseTrusted(row.bytes(3)));
        List<ObjectNode> stripped = new ArrayList<>();
        MatrixJson.parse(row.bytes(4), MatrixJson.MAX_DEPTH).forEach(event -> stripped.add((ObjectNode) event));
        return pipeline.recordOutsideMembership(version, invite, stripped)
                .chain(() -> database.update("delete from waiting_invite where room_id = $1 and user_id = $2", row.text(0), row.text(1)))
                .replaceWithVoid();
    }

    private void tidy() {
        database.update("delete from waiting_invite where received < now() - interval '1 day'").chain(() -> takeUp((String) null))
                .subscribe().with(done -> { }, failure -> LOG.warnf("Waiting invites were not looked at: %s", failure.getMessage()));
    }
}
