package org.colloque.messaging.event.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.EventStore;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.TimePoint;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/** {@link EventStore} by the table of events. */
@ApplicationScoped
class HibernateEventStore implements EventStore {

    private static final String SELECT = "select " + EventMapping.COLUMNS + " from event e join room r on r.id = e.room ";
    private static final String BY_NUMBER = SELECT + "where e.id = any($1::bigint[])";
    private static final String BY_ID = SELECT + "where e.event_id = any($1::text[])";
    private static final String FORWARD = SELECT
            + "where e.room = $1 and e.position > $2 and e.status = 0 order by e.position limit $3::int";
    private static final String BACKWARD = SELECT
            + "where e.room = $1 and e.position <= $2 and e.status = 0 order by e.position desc limit $3::int";
    private static final String LATER = SELECT + "where e.room = $1 and (e.origin_server_ts, e.position) > ($2, $3) "
            + "and e.position is not null and e.status = 0 order by e.origin_server_ts, e.position limit $4::int";
    private static final String EARLIER = SELECT + "where e.room = $1 and (e.origin_server_ts, e.position) < ($2, $3) "
            + "and e.position is not null and e.status = 0 order by e.origin_server_ts desc, e.position desc limit $4::int";
    private static final String AUTH_CHAIN = """
            with recursive chain(id) as (
                select unnest(auth) from event where room = $1 and event_id = any($2::text[])
                union
                select unnest(e.auth) from chain c join event e on e.id = c.id)
            select e.event_id from chain c join event e on e.id = c.id""";

    private static final String WITH_AUTH_CHAINS = "with recursive chain(id) as ("
            + "select id from event where event_id = any($1::text[]) "
            + "union select unnest(e.auth) from chain c join event e on e.id = c.id) "
            + "select " + EventMapping.COLUMNS + " from chain c join event e on e.id = c.id join room r on r.id = e.room";
    private static final String AFTER_GAPS = """
            select event_id from event where id in (select child from backward_extremity where room = $1) and status = 0
            order by depth desc limit 20""";
    private static final String AUTH_LINKS = """
            with recursive chain(id) as (
                select unnest($1::bigint[]) union select unnest(e.auth) from chain c join event e on e.id = c.id)
            select e.id, e.event_id, e.auth from chain c join event e on e.id = c.id""";

    private static final String HELD = "select e.id, e.event_id, s.type, s.state_key, e.status from event e join slot s on s.id = e.slot "
            + "where e.event_id = any($1::text[])";

    private final Database database;

    HibernateEventStore(Database database) {
        this.database = database;
    }

    @Override
    public Uni<List<StoredEvent>> byNumber(Collection<Long> numbers) {
        return events(database.query(BY_NUMBER, (Object) numbers.toArray(Long[]::new)));
    }

    @Override
    public Uni<List<StoredEvent>> byId(Collection<EventId> ids) {
        return events(database.query(BY_ID, (Object) texts(ids)));
    }

    @Override
    public Uni<List<StoredEvent>> timeline(long room, long from, boolean forward, int limit) {
        return events(database.query(forward ? FORWARD : BACKWARD, room, from, limit));
    }

    @Override
    public Uni<List<StoredEvent>> byTime(long room, TimePoint from, boolean forward, int limit) {
        return events(database.query(forward ? LATER : EARLIER, room, from.originServerTs(), from.position(), limit));
    }

    @Override
    public Uni<Set<EventId>> authChain(long room, Collection<EventId> events) {
        return database.query(AUTH_CHAIN, room, texts(events))
                .map(rows -> rows.stream().map(row -> new EventId(row.text(0))).collect(Collectors.toSet()));
    }

    @Override
    public Uni<List<Book>> books(List<Wanted> wanted) {
        BookRows rows = new BookRows(wanted);
        return database.query(BookRows.SELECT, rows.ids(), rows.rooms(), rows.targets()).map(rows::books);
    }

    @Override
    public Uni<List<StoredEvent>> withAuthChains(Collection<EventId> ids) {
        return events(database.query(WITH_AUTH_CHAINS, (Object) texts(ids)));
    }

    @Override
    public Uni<Map<EventId, Held>> held(Collection<EventId> ids) {
        return database.query(HELD, (Object) texts(ids)).map(rows -> {
            Map<EventId, Held> held = HashMap.newHashMap(rows.size());
            rows.forEach(row -> held.put(new EventId(row.text(1)), new Held(new EventRef(row.longAt(0), new EventId(row.text(1))),
                    row.optionalText(3).map(key -> new StateKey(row.text(2), key)), EventStatus.values()[row.intAt(4)])));
            return held;
        });
    }

    @Override
    public Uni<Map<EventId, List<EventId>>> authLinks(Collection<Long> events) {
        return database.query(AUTH_LINKS, (Object) events.toArray(Long[]::new)).map(rows -> {
            Map<Long, EventId> ids = HashMap.newHashMap(rows.size());
            rows.forEach(row -> ids.put(row.longAt(0), new EventId(row.text(1))));
            Map<EventId, List<EventId>> links = HashMap.newHashMap(rows.size());
            rows.forEach(row -> links.put(ids.get(row.longAt(0)),
                    Arrays.stream(row.longs(2)).mapToObj(ids::get).filter(Objects::nonNull).toList()));
            return links;
        });
    }

    @Override
    public Uni<List<EventId>> afterGaps(long room) {
        return database.query(AFTER_GAPS, room).map(rows -> rows.stream().map(row -> new EventId(row.text(0))).toList());
    }

    private static Uni<List<StoredEvent>> events(Uni<List<Row>> rows) {
        return rows.map(found -> found.stream().map(EventMapping::event).toList());
    }

    private static String[] texts(Collection<EventId> ids) {
        return ids.stream().map(EventId::value).toArray(String[]::new);
    }
}
