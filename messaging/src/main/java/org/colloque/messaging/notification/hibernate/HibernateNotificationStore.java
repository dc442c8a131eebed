package org.colloque.messaging.notification.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.notification.NotificationStore;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersions;

/** {@link NotificationStore} in SQL: the newest events of each room, merged. */
@ApplicationScoped
class HibernateNotificationStore implements NotificationStore {

    private static final String EVENTS = """
            select e.position, r.id, r.room_id, e.id, e.event_id, e.snapshot, r.version, e.json, b.event_id
            from user_name u join membership m on m.member = u.id and m.membership = 'join' join room r on r.id = m.room
            cross join lateral (
                select * from event f where f.room = m.room and f.position > 0 and f.position <= $2 and f.status = 0 and f.sender <> u.id
                order by f.position desc limit $3) e
            left join event b on b.id = e.redacted_by
            where u.user_id = $1 order by e.position desc limit $3""";
    private static final String READS = """
            select room_id, thread_id, max(event_position) from receipt
            where room_id = any($2) and user_id = $1 and type in ('m.read', 'm.read.private') and event_position is not null
            group by room_id, thread_id""";

    private final Database database;

    HibernateNotificationStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<RoomEventChange>> events(UserId user, long upTo, int most) {
        return database.query(EVENTS, user.value(), upTo, most).map(rows -> rows.stream().map(HibernateNotificationStore::event).toList());
    }

    @Override
    public Uni<List<Read>> reads(UserId user, Collection<RoomId> rooms) {
        return database.query(READS, user.value(), rooms.stream().map(RoomId::value).toArray(String[]::new))
                .map(rows -> rows.stream().map(row -> new Read(new RoomId(row.text(0)), row.text(1), row.longAt(2))).toList());
    }

    private static RoomEventChange event(Row row) {
        Pdu pdu = Pdu.stored(RoomVersions.find(row.text(6)).orElseThrow(), new EventId(row.text(4)), row.bytes(7));
        OptionalLong snapshot = row.isNull(5) ? OptionalLong.empty() : OptionalLong.of(row.longAt(5));
        Optional<EventId> redactedBy = row.optionalText(8).map(EventId::new);
        return new RoomEventChange(row.longAt(0), row.longAt(1), new RoomId(row.text(2)), new StoredEvent(row.longAt(3), pdu,
                OptionalLong.of(row.longAt(0)), EventStatus.ACCEPTED, snapshot, redactedBy));
    }
}
