package org.colloque.bridge.federation.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.colloque.bridge.federation.Edus;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.protocol.id.ServerName;

/** Reads from the log what one destination has to get: one statement a batch, one to move on. */
@ApplicationScoped
class OutboundLog {

    private static final int MAX_PDUS = 50;
    private static final int MAX_QUEUED = 60;
    private static final int MAX_RECEIPTS = 500;

    private static final int EVENT = 0;
    private static final int QUEUED = 1;
    private static final int RECEIPT = 2;

    /**
     * Events of our users (and those handed in to us) of rooms in which the destination was when they happened, and removals of its
     * users from rooms that it is not in; queued EDUs; receipts of our users in the destination's rooms.
     */
    private static final String READ = """
            (select 0 as kind, e.position, e.json, null::text as t1, null::text as t2, null::text as t3, null::text as t4, 0::bigint as n1
             from event e join user_name u on u.id = e.sender join slot s on s.id = e.slot
             where e.position > $2 and e.position <= $3 and e.status = 0
               and (server_of(u.user_id) = $4
                    or exists (select from federation_relay r where r.event_id = e.event_id and r.origin <> $1))
               and (exists (select from federation_stay stay where stay.room = e.room and stay.server = $1
                            and stay.since < e.position and (stay.until is null or e.position <= stay.until))
                    or (s.type = 'm.room.member' and server_of(s.state_key) = $1
                        and convert_from(e.json, 'UTF8')::json #>> '{content,membership}' in ('leave', 'ban')))
             order by e.position limit 50)
            union all
            (select 1, id, edu, null, null, null, null, 0 from federation_edu where server = $1 order by id limit 60)
            union all
            (select 2, p.position, null, p.room_id, p.user_id, p.thread_id, p.event_id, p.ts
             from receipt p join room on room.room_id = p.room_id
             join federation_stay stay on stay.room = room.id and stay.server = $1 and stay.until is null
             where p.position > $2 and p.position <= $3 and p.type = 'm.read' and server_of(p.user_id) = $4
             order by p.position limit 500)
            order by kind, position""";

    private static final String MOVE = """
            with gone as (delete from federation_edu where server = $1 and id <= $3)
            update federation_destination set cursor = $2, last_success = now(), retry_at = null, retry_interval_ms = 0
            where server = $1""";

    private final Database database;
    private final String own;

    OutboundLog(Database database, ServerConfig server) {
        this.database = database;
        this.own = server.serverName().value();
    }

    /** The next batch after the cursor, of what happened up to a position. */
    Uni<Batch> read(ServerName destination, long cursor, long upTo) {
        return database.query(READ, destination.value(), cursor, upTo, own).map(rows -> batch(rows, upTo));
    }

    /** The batch has arrived. */
    Uni<Void> moveOn(ServerName destination, Batch sent) {
        return database.update(MOVE, destination.value(), sent.cursor(), sent.lastEdu()).replaceWithVoid();
    }

    private static Batch batch(List<Row> rows, long upTo) {
        BatchBuilder batch = new BatchBuilder(upTo);
        for (Row row : rows) {
            switch (row.intAt(0)) {
                case EVENT -> batch.event(row.longAt(1), row.bytes(2));
                case QUEUED -> batch.queued(row.longAt(1), row.bytes(2));
                case RECEIPT -> batch.receipt(row);
                default -> throw new IllegalStateException("a row of an unknown kind");
            }
        }
        return batch.build();
    }

    /** Puts a batch together; events come first, then EDUs, then receipts, each in their order. */
    private static final class BatchBuilder {

        private final List<byte[]> pdus = new ArrayList<>();
        private final List<byte[]> edus = new ArrayList<>();
        private final Edus.Receipts receipts = new Edus.Receipts();
        private long cursor;
        private long lastEdu;
        private int receiptCount;
        private boolean complete = true;

        BatchBuilder(long upTo) {
            this.cursor = upTo;
        }

        void event(long position, byte[] pdu) {
            pdus.add(pdu);
            if (pdus.size() == MAX_PDUS) {
                stopAt(position);
            }
        }

        void queued(long id, byte[] edu) {
            edus.add(edu);
            lastEdu = id;
            complete &= edus.size() < MAX_QUEUED;
        }

        void receipt(Row row) {
            if (row.longAt(1) <= cursor) {
                receipts.add(row.text(3), row.text(4), row.text(5), row.text(6), row.longAt(7));
            }
            if (++receiptCount == MAX_RECEIPTS && row.longAt(1) < cursor) {
                stopAt(row.longAt(1));
            }
        }

        private void stopAt(long position) {
            cursor = position;
            complete = false;
        }

        Batch build() {
            edus.addAll(receipts.edus());
            return new Batch(pdus, edus, cursor, lastEdu, complete);
        }
    }
}
