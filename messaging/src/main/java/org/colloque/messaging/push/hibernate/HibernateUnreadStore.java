package org.colloque.messaging.push.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.database.Session;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.push.Notification;
import org.colloque.messaging.push.UnreadStore;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.CanonicalJson;
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
            select r.room_id, u.user_id, coalesce(a.position, 0), a.content, m.membership = 'join',
                exists (select from pusher p where p.user_id = u.user_id)
            from unnest($1::bigint[]) as w(room) join room r on r.id = w.room
            join membership m on m.room = r.id and m.local and m.membership in ('join', 'invite') join user_name u on u.id = m.member
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
    private static final String PUSH = """
            insert into push_notification (user_id, position, room_id, event_id, thread_id, sender, tweaks, ts)
            select g.*, $8::bigint from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[]) as g
            on conflict do nothing""";
    private static final String WAKE = """
            update pusher set due = due + 1 where user_id in (
                select unnest($1::text[]) union select user_id from receipt where position > $2 and position <= $3)""";
    private static final String MOVE = "update unread_cursor set position = $1";

    private final Database database;
    private final Clock clock;

    HibernateUnreadStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Uni<Boolean> step(long upTo, Function<Step, Uni<Counted>> count) {
        return database.transactionAside(session -> session.first(CURSOR, upTo).chain(cursor -> cursor.isEmpty()
                ? Uni.createFrom().item(false)
                : step(session, cursor.get().longAt(0), upTo, count).replaceWith(true)));
    }

    private Uni<Integer> step(Session session, long after, long upTo, Function<Step, Uni<Counted>> count) {
        return read(session, after, upTo).chain(step -> {
            long reached = step.events().size() < BATCH ? upTo : step.events().getLast().position();
            return count.apply(step).chain(counted -> add(session, counted.tallies())
                            .chain(() -> push(session, counted.notifications())).chain(() -> wake(session, counted, after, reached)))
                    .chain(() -> session.update(MOVE, reached));
        });
    }

    private Uni<Void> push(Session session, List<Notification> notifications) {
        return notifications.isEmpty() ? Uni.createFrom().voidItem()
                : session.update(PUSH, parts(notifications, notification -> notification.user().value()),
                        notifications.stream().mapToLong(Notification::position).toArray(),
                        parts(notifications, notification -> notification.room().value()),
                        parts(notifications, notification -> notification.event().value()), parts(notifications, Notification::thread),
                        parts(notifications, notification -> notification.sender().value()),
                        notifications.stream().map(notification -> CanonicalJson.lenientBytes(notification.tweaksTree())).toArray(byte[][]::new),
                        clock.millis()).replaceWithVoid();
    }

    /** Pushers have something to do when their user was notified, wrote or read. */
    private static Uni<Void> wake(Session session, Counted counted, long after, long reached) {
        String[] users = Stream.concat(counted.notifications().stream().map(Notification::user),
                counted.tallies().stream().filter(tally -> tally.wroteAt().isPresent()).map(Tally::user))
                .map(UserId::value).distinct().toArray(String[]::new);
        return session.update(WAKE, users, after, reached).replaceWithVoid();
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
        return session.update(ADD, parts(tallies, tally -> tally.user().value()), parts(tallies, tally -> tally.room().value()),
                parts(tallies, Tally::thread),
                tallies.stream().map(tally -> tally.wroteAt().isPresent() ? tally.wroteAt().getAsLong() : null).toArray(Long[]::new),
                parts(tallies, tally -> literal(tally.notified())), parts(tallies, tally -> literal(tally.highlighted()))).replaceWithVoid();
    }

    private static RoomEventChange event(Row row) {
        Pdu pdu = Pdu.stored(RoomVersions.find(row.text(6)).orElseThrow(), new EventId(row.text(4)), row.bytes(7));
        OptionalLong snapshot = row.isNull(5) ? OptionalLong.empty() : OptionalLong.of(row.longAt(5));
        return new RoomEventChange(row.longAt(0), row.longAt(1), new RoomId(row.text(2)), new StoredEvent(row.longAt(3), pdu,
                OptionalLong.of(row.longAt(0)), EventStatus.ACCEPTED, snapshot, Optional.empty()));
    }

    private static Member member(Row row) {
        return new Member(new RoomId(row.text(0)), new UserId(row.text(1)), row.longAt(2), row.bytes(3), row.booleanAt(4), row.booleanAt(5));
    }

    private static <T> String[] parts(List<T> rows, Function<T, String> part) {
        return rows.stream().map(part).toArray(String[]::new);
    }

    /** Numbers as PostgreSQL writes an array. */
    private static String literal(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
