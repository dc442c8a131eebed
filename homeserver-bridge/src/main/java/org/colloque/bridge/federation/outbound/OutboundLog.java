package org.colloque.bridge.federation.outbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.keys.DeviceListLog;
import org.colloque.protocol.id.ServerName;

/** Reads from the log what one destination has to get: one statement a batch, one to move on. */
@ApplicationScoped
class OutboundLog {

    private static final int MAX_UPDATES = 200;

    private static final int EVENT = 0;
    private static final int MESSAGE = 1;
    private static final int RECEIPT = 2;
    private static final int DEVICES = 3;

    /**
     * Events of our users (and those handed in to us) of rooms in which the destination was when they happened, and removals of its
     * users from rooms that it is not in; messages to devices; receipts of our users in the destination's rooms; changes of the
     * devices of our users who share a room with it.
     */
    private static final String READ = """
            (select 0 as kind, e.position, e.json, null::text as t1, null::text as t2, null::text as t3, null::text as t4, 0::bigint as n1
             from event e join user_name u on u.id = e.sender join slot s on s.id = e.slot
             where e.position > $2 and e.position <= $3 and e.position > 0 and e.status = 0
               and (server_of(u.user_id) = $4
                    or exists (select from federation_relay r where r.event_id = e.event_id and r.origin <> $1))
               and (exists (select from federation_stay stay where stay.room = e.room and stay.server = $1
                            and stay.since < e.position and (stay.until is null or e.position <= stay.until))
                    or (s.type = 'm.room.member' and server_of(s.state_key) = $1
                        and convert_from(e.json, 'UTF8')::json #>> '{content,membership}' in ('leave', 'ban')))
             order by e.position limit 50)
            union all
            (select 1, position, content, null, null, null, null, 0 from to_device_outbox
             where destination = $1 and position <= $3 order by position limit 60)
            union all
            (select 2, p.position, null, p.room_id, p.user_id, p.thread_id, p.event_id, p.ts
             from receipt p join room on room.room_id = p.room_id
             join federation_stay stay on stay.room = room.id and stay.server = $1 and stay.until is null
             where p.position > $2 and p.position <= $3 and p.type = 'm.read' and server_of(p.user_id) = $4
             order by p.position limit 500)
            union all
            (select 3, c.position, null, c.user_id, null, null, null, 0 from device_list_change c
             where c.local and c.position > $2 and c.position <= $3 and exists (
                 select from user_name u join membership m on m.member = u.id and m.membership = 'join'
                 join federation_stay stay on stay.room = m.room and stay.server = $1 and stay.until is null
                 where u.user_id = c.user_id)
             order by c.position limit 15)
            order by kind, position""";

    private static final String MOVE = """
            with gone as (delete from to_device_outbox where destination = $1 and position <= $3)
            update federation_destination set cursor = $2, last_success = now(), retry_at = null, retry_interval_ms = 0
            where server = $1""";

    private final Database database;
    private final DeviceListLog deviceLists;
    private final String own;

    OutboundLog(Database database, DeviceListLog deviceLists, ServerConfig server) {
        this.database = database;
        this.deviceLists = deviceLists;
        this.own = server.serverName().value();
    }

    /** The next batch after the cursor, of what happened up to a position. One statement; two more when devices changed. */
    Uni<Batch> read(ServerName destination, long cursor, long upTo) {
        return database.queryAside(READ, destination.value(), cursor, upTo, own)
                .map(rows -> collect(rows, upTo))
                .chain(batch -> batch.devices().isEmpty() ? Uni.createFrom().item(batch)
                        : deviceLists.after(batch.devices().first() - 1, MAX_UPDATES).invoke(batch::deviceUpdates).replaceWith(batch))
                .map(BatchBuilder::build);
    }

    /** The batch has arrived. */
    Uni<Void> moveOn(ServerName destination, Batch sent) {
        return database.queryAside(MOVE, destination.value(), sent.cursor(), sent.lastMessage()).replaceWithVoid();
    }

    private static BatchBuilder collect(List<Row> rows, long upTo) {
        BatchBuilder batch = new BatchBuilder(upTo);
        for (Row row : rows) {
            switch (row.intAt(0)) {
                case EVENT -> batch.event(row.longAt(1), row.bytes(2));
                case MESSAGE -> batch.message(row.longAt(1), row.bytes(2));
                case RECEIPT -> batch.receipt(row);
                case DEVICES -> batch.devices(row.longAt(1));
                default -> throw new IllegalStateException("a row of an unknown kind");
            }
        }
        return batch;
    }
}
