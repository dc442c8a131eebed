package org.colloque.messaging.event.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.partial.HeldEvent;
import org.colloque.messaging.event.partial.PartialRoom;
import org.colloque.messaging.event.partial.PartialRoomStore;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.MatrixJson;

/** {@link PartialRoomStore} in PostgreSQL. */
@ApplicationScoped
class HibernatePartialRoomStore implements PartialRoomStore {

    /** A room that stays partial for long costs no more than this. */
    private static final int MOST_HELD = 10_000;

    private static final String ALL = "select r.room_id from partial_room p join room r on r.id = p.room where p.filled is null";
    private static final String CLAIM = """
            with ready as (
                select room, entered from partial_room where filled is null and due <= $1 and lease_until <= $1
                order by due limit $3::int for update skip locked),
            taken as (
                update partial_room p set lease_until = $2, attempts = p.attempts + 1 from ready t
                where p.room = t.room and p.entered = t.entered
                returning p.room, p.entered, p.join_event, p.base, p.through, p.servers, p.attempts)
            select t.room, r.room_id, t.entered, e.event_id, t.base, t.through, t.servers, t.attempts
            from taken t join room r on r.id = t.room join event e on e.id = t.join_event""";
    private static final String RENEW = """
            update partial_room p set lease_until = $3 from unnest($1::bigint[], $2::bigint[]) x(room, entered)
            where p.room = x.room and p.entered = x.entered and p.filled is null""";
    private static final String POSTPONE = "update partial_room set due = $3, lease_until = 0 where room = $1 and entered = $2";
    private static final String ABANDON = """
            with over as (select room, entered from partial_room where room = $1 and entered = $2 and filled is null for update),
            position as materialized (select next_positions(1) as now from over)
            update partial_room p set filled = position.now from over, position where p.room = over.room and p.entered = over.entered""";
    private static final String HOLD = """
            insert into held_event (room, event_id, origin, json)
            select $1::bigint, $2::text, $3::text, $4::bytea where (select count(*) from held_event where room = $1) < $5::int
                or exists (select from held_event where room = $1 and event_id = $2)
            on conflict (room, event_id) do update set origin = held_event.origin returning id""";
    private static final String RELEASED = """
            select h.id, r.room_id, r.version, h.origin, h.json from held_event h join room r on r.id = h.room
            where not exists (select from partial_room p where p.room = h.room and p.filled is null) order by h.id limit $1::int""";
    private static final String DROP = "delete from held_event where id = any($1::bigint[])";

    private final Database database;

    HibernatePartialRoomStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Set<RoomId>> all() {
        return database.query(ALL).map(rows -> rows.stream().map(row -> new RoomId(row.text(0))).collect(Collectors.toSet()));
    }

    @Override
    public Uni<List<PartialRoom>> claim(long now, long until, int limit) {
        return database.query(CLAIM, now, until, limit).map(rows -> rows.stream().map(HibernatePartialRoomStore::room).toList());
    }

    private static PartialRoom room(Row row) {
        return new PartialRoom(row.longAt(0), new RoomId(row.text(1)), row.longAt(2), new EventId(row.text(3)), row.longAt(4),
                new ServerName(row.text(5)), Arrays.stream(row.texts(6)).map(ServerName::new).toList(), row.intAt(7));
    }

    @Override
    public Uni<Void> renew(Collection<PartialRoom> rooms, long until) {
        return database.update(RENEW, rooms.stream().map(PartialRoom::number).toArray(Long[]::new),
                rooms.stream().map(PartialRoom::entered).toArray(Long[]::new), until).replaceWithVoid();
    }

    @Override
    public Uni<Void> postpone(PartialRoom room, long due) {
        return database.update(POSTPONE, room.number(), room.entered(), due).replaceWithVoid();
    }

    @Override
    public Uni<Void> abandon(PartialRoom room) {
        return database.update(ABANDON, room.number(), room.entered()).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> hold(long room, ServerName origin, Pdu event) {
        return database.query(HOLD, room, event.eventId().value(), origin.value(), event.canonical(), MOST_HELD)
                .map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<List<HeldEvent>> released(int limit) {
        return database.query(RELEASED, limit).map(rows -> rows.stream().map(row -> new HeldEvent(row.longAt(0), new RoomId(row.text(1)),
                new ServerName(row.text(3)), PduParser.parse(EventMapping.version(row.text(2)), MatrixJson.parseTrusted(row.bytes(4)))))
                .toList());
    }

    @Override
    public Uni<Void> drop(Collection<HeldEvent> events) {
        return database.update(DROP, (Object) events.stream().map(HeldEvent::id).toArray(Long[]::new)).replaceWithVoid();
    }
}
