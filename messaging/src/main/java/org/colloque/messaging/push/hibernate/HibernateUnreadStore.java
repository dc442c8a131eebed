package org.colloque.messaging.push.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.database.Session;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.push.UnreadStore;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersions;

/** {@link UnreadStore} in SQL. One node at a time counts: it holds the cursor's row. */
@Singleton
class HibernateUnreadStore implements UnreadStore {

    private static final int BATCH = 500;

    private static final String CURSOR = "select position from unread_cursor where position < $1 for update skip locked";
    private static final String EVENTS = """
            select e.position, e.room, r.room_id, e.id, e.event_id, e.snapshot, r.version, e.json
            from event e join room r on r.id = e.room
            where e.position > $1 and e.position <= $2 and e.position > 0 and e.status = 0 order by e.position limit $3""";
    private static final String MEMBERS = """
            select r.room_id, u.user_id, coalesce(a.position, 0), a.content
            from unnest($1::bigint[]) as w(room) join room r on r.id = w.room
            join membership m on m.room = r.id and m.local and m.membership = 'join' join user_name u on u.id = m.member
            left join account_data a on a.user_id = u.user_id and a.room_id = '' and a.type = 'm.push_rules'""";
    private static final String ADD = """
            with given as (
                select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::text[])
                    as g(user_id, room_id, thread_id, wrote_at, notified, highlighted)),
            added as (
                select g.user_id, g.room_id, g.thread_id,
                    (select count(*) from unnest(g.notified::bigint[]) n where n > read.up_to)::int as notifications,
                    (select count(*) from unnest(g.highlighted::bigint[]) n where n > read.up_to)::int as highlights,
                    greatest(g.wrote_at, (select max(n) from unnest(g.notified::bigint[]) n)) as counted_to
                from given g cross join lateral (
                    select coalesce(max(p.event_position), 0) as up_to from receipt p
                    where p.room_id = g.room_id and p.user_id = g.user_id and p.type in ('m.read', 'm.read.private')
                        and p.thread_id in ('', g.thread_id)) read)
            insert into unread_count as old (user_id, room_id, thread_id, notifications, highlights, counted_to)
            select a.user_id, a.room_id, a.thread_id, a.notifications, a.highlights, a.counted_to
            from added a
            on conflict (user_id, room_id, thread_id) do update set
                notifications = excluded.notifications + case when (old.user_id, old.room_id, old.thread_id) in (
                    select g.user_id, g.room_id, g.thread_id from given g where g.wrote_at is not null) then 0 else old.notifications end,
                highlights = excluded.highlights + case when (old.user_id, old.room_id, old.thread_id) in (
                    select g.user_id, g.room_id, g.thread_id from given g where g.wrote_at is not null) then 0 else old.highlights end,
                counted_to = excluded.counted_to""";
    private static final String MOVE = "update unread_cursor set position = $1";

    private final Database database;

    HibernateUnreadStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<Boolean> step(long upTo, Function<Step, Uni<List<Tally>>> count) {
        return database.transactionAside(session -> session.first(CURSOR, upTo).chain(cursor -> cursor.isEmpty()
                ? Uni.createFrom().item(false)
                : read(session, cursor.get().longAt(0), upTo).chain(step -> count.apply(step)
                        .chain(tallies -> add(session, tallies)).chain(() -> move(session, step, upTo)).replaceWith(true))));
    }

    private static Uni<Step> read(Session session, long after, long upTo) {
        return session.query(EVENTS, after, upTo, BATCH).map(rows -> rows.stream().map(HibernateUnreadStore::event).toList())
                .chain(events -> {
                    long[] rooms = events.stream().mapToLong(RoomEventChange::roomNumber).distinct().toArray();
                    return session.query(MEMBERS, (Object) rooms)
                            .map(rows -> new Step(events, rows.stream().map(HibernateUnreadStore::member).toList()));
                });
    }

    private static Uni<Void> add(Session session, List<Tally> tallies) {
        if (tallies.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.update(ADD, texts(tallies, tally -> tally.user().value()), texts(tallies, tally -> tally.room().value()),
                texts(tallies, Tally::thread),
                tallies.stream().map(tally -> tally.wroteAt().isPresent() ? tally.wroteAt().getAsLong() : null).toArray(Long[]::new),
                texts(tallies, tally -> literal(tally.notified())), texts(tallies, tally -> literal(tally.highlighted()))).replaceWithVoid();
    }

    private static Uni<Integer> move(Session session, Step step, long upTo) {
        return session.update(MOVE, step.events().size() < BATCH ? upTo : step.events().getLast().position());
    }

    private static RoomEventChange event(Row row) {
        Pdu pdu = Pdu.stored(RoomVersions.find(row.text(6)).orElseThrow(), new EventId(row.text(4)), row.bytes(7));
        OptionalLong snapshot = row.isNull(5) ? OptionalLong.empty() : OptionalLong.of(row.longAt(5));
        return new RoomEventChange(row.longAt(0), row.longAt(1), new RoomId(row.text(2)), new StoredEvent(row.longAt(3), pdu,
                OptionalLong.of(row.longAt(0)), EventStatus.ACCEPTED, snapshot, Optional.empty()));
    }

    private static Member member(Row row) {
        return new Member(new RoomId(row.text(0)), new UserId(row.text(1)), row.longAt(2), row.bytes(3));
    }

    private static String[] texts(List<Tally> tallies, Function<Tally, String> part) {
        return tallies.stream().map(part).toArray(String[]::new);
    }

    /** Numbers as PostgreSQL writes an array. */
    private static String literal(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
