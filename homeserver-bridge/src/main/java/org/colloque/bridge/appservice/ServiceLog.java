package org.colloque.bridge.appservice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;

/** Reads from the log what application services may have to hear of. */
@ApplicationScoped
class ServiceLog {

    /** The most that one reading brings of each kind. */
    static final int MOST_EVENTS = 100;
    static final int MOST_OTHERS = 500;

    /** Events, and memberships that changed without one (whose number is 0). */
    private static final String EVENTS = """
            (select e.position, e.id, r.room_id, u.user_id, case when s.type = 'm.room.member' then s.state_key end,
                case when s.type = 'm.room.member' then convert_from(e.json, 'UTF8')::json #>> '{content,membership}' end, e.status
             from event e join room r on r.id = e.room join user_name u on u.id = e.sender join slot s on s.id = e.slot
             where e.position > $1 and e.position <= $2 and e.position > 0 order by e.position limit $3)
            union all
            (select c.position, 0, r.room_id, '', s.state_key, c.member_now, 0
             from state_change c join room r on r.id = c.room join slot s on s.id = c.slot
             where c.position > $1 and c.position <= $2 and s.type = 'm.room.member' and c.member_now is not null
             order by c.position limit $3)
            order by 1 limit $3""";

    private static final String RECEIPTS = """
            select position, room_id, user_id, type, thread_id, event_id, ts from receipt
            where position > $1 and position <= $2 and type in ('m.read', 'm.read.private') order by position limit $3""";

    private static final String MESSAGES = """
            select position, user_id, device_id, message from to_device_message
            where position > $1 and position <= $2 order by position limit $3""";

    private final Database database;

    ServiceLog(Database database) {
        this.database = database;
    }

    Uni<List<Happened>> events(long after, long upTo) {
        return database.queryAside(EVENTS, after, upTo, MOST_EVENTS).map(rows -> rows.stream().map(ServiceLog::happened).toList());
    }

    Uni<List<Receipt>> receipts(long after, long upTo) {
        return database.queryAside(RECEIPTS, after, upTo, MOST_OTHERS).map(rows -> rows.stream().map(row -> new Receipt(row.longAt(0),
                row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.longAt(6))).toList());
    }

    Uni<List<Message>> messages(long after, long upTo) {
        return database.queryAside(MESSAGES, after, upTo, MOST_OTHERS).map(rows -> rows.stream().map(row ->
                new Message(row.longAt(0), row.text(1), row.text(2), row.bytes(3))).toList());
    }

    private static Happened happened(Row row) {
        return new Happened(row.longAt(0), row.longAt(1), row.text(2), row.text(3), row.optionalText(4), row.optionalText(5), row.intAt(6));
    }

    /** What has a place in the log. */
    interface Placed {

        long position();
    }

    /**
     * An event, or a membership that changed without one.
     *
     * @param number     the event's number; 0 for a membership without one
     * @param member     whose membership it sets
     * @param membership what it sets it to
     */
    record Happened(long position, long number, String room, String sender, Optional<String> member, Optional<String> membership,
            int status) implements Placed {
    }

    /** @param thread empty for a receipt that knows no threads */
    record Receipt(long position, String room, String user, String type, String thread, String event, long time) implements Placed {
    }

    /** A message that waits for a device. */
    record Message(long position, String user, String device, byte[] json) implements Placed {
    }
}
