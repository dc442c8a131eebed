package org.colloque.messaging.event.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomMembers;
import org.colloque.messaging.event.append.HeadStore;
import org.colloque.messaging.event.append.WarmRoom;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;

/** {@link HeadStore} by the room's row and its stored state. */
@ApplicationScoped
class HibernateHeadStore implements HeadStore {

    private static final String HEAD = """
            select r.id, r.version, r.head_version, r.depth, r.snapshot, r.joined, r.invited, r.local_joined,
                ends.ids, ends.names, coalesce(greatest(ends.last, resolved.last), 0), servers.names, servers.counts,
                exists (select from partial_room p where p.room = r.id and p.filled is null)
            from room r
            cross join lateral (
                select array_agg(e.id order by e.id) as ids, array_agg(e.event_id order by e.id) as names, max(e.position) as last
                from event e where e.id = any(r.extremities)) ends
            cross join lateral (select max(c.position) as last from state_change c where c.room = r.id) resolved
            cross join lateral (
                select array_agg(server) as names, array_agg(joined) as counts from (
                    select substring(u.user_id from position(':' in u.user_id) + 1) as server, count(*) as joined
                    from membership m join user_name u on u.id = m.member
                    where m.room = r.id and m.membership = 'join' group by 1) by_server) servers
            where r.room_id = $1""";
    private static final String VERSION = "select head_version from room where room_id = $1";

    private final Database database;
    private final Snapshots snapshots;

    HibernateHeadStore(Database database, Snapshots snapshots) {
        this.database = database;
        this.snapshots = snapshots;
    }

    @Override
    public Uni<Optional<WarmRoom>> load(RoomId room) {
        return database.first(HEAD, room.value()).chain(found -> found.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : snapshots.get(found.get().longAt(0), found.get().longAt(4)).map(state -> Optional.of(warm(room, found.get(), state))));
    }

    @Override
    public Uni<Optional<Long>> version(RoomId room) {
        return database.first(VERSION, room.value()).map(row -> row.map(found -> found.longAt(0)));
    }

    private static WarmRoom warm(RoomId room, Row row, StoredState state) {
        RoomVersion version = RoomVersions.find(row.text(1)).orElseThrow();
        RoomMembers members = new RoomMembers(row.intAt(5), row.intAt(6), row.intAt(7), servers(row));
        RoomHead head = new RoomHead(row.longAt(0), room, version, row.longAt(2), row.longAt(3), extremities(row), state.id(),
                state.state(), members, row.booleanAt(13));
        return new WarmRoom(head, state, row.longAt(10));
    }

    private static List<EventRef> extremities(Row row) {
        List<EventRef> extremities = new ArrayList<>();
        if (!row.isNull(8)) {
            long[] numbers = row.longs(8);
            String[] ids = row.texts(9);
            for (int i = 0; i < numbers.length; i++) {
                extremities.add(new EventRef(numbers[i], new EventId(ids[i])));
            }
        }
        return List.copyOf(extremities);
    }

    private static Map<ServerName, Integer> servers(Row row) {
        Map<ServerName, Integer> servers = new HashMap<>();
        if (!row.isNull(11)) {
            String[] names = row.texts(11);
            long[] counts = row.longs(12);
            for (int i = 0; i < names.length; i++) {
                servers.put(new ServerName(names[i]), (int) counts[i]);
            }
        }
        return servers;
    }
}
