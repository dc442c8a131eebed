package org.colloque.messaging.event.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.database.Row;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.names.Names;
import org.colloque.messaging.event.names.SlotName;
import org.colloque.messaging.event.state.PersistentState;
import org.colloque.messaging.event.state.Snapshot;
import org.colloque.messaging.event.state.SnapshotStore;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.StateKey;

/** {@link SnapshotStore} by one recursive query for the chains and one for the names in them. */
@ApplicationScoped
class HibernateSnapshotStore implements SnapshotStore {

    private static final String CHAINS = """
            with recursive chain(id) as (
                select unnest($2::bigint[])
                union
                select s.parent from chain c join snapshot s on s.room = $1 and s.id = c.id where s.parent <> 0)
            select s.id, s.parent, s.generation, s.slots, s.events
            from chain c join snapshot s on s.room = $1 and s.id = c.id order by s.generation""";
    private static final String SLOTS_AND_EVENTS = """
            select true, id, type, state_key from slot where id = any($1::bigint[])
            union all select false, id, event_id, null from event where id = any($2::bigint[])""";

    private static final String SLOTS = """
            with recursive chain(wanted, id, hops) as (
                select w, w, 0 from unnest($2::bigint[]) w
                union all
                select c.wanted, s.parent, c.hops + 1
                from chain c join snapshot s on s.room = $1 and s.id = c.id where s.parent <> 0)
            select distinct on (c.wanted, d.slot) c.wanted, d.slot, d.event
            from chain c join snapshot s on s.room = $1 and s.id = c.id
            cross join lateral unnest(s.slots, s.events) d(slot, event)
            where d.slot = any($3::bigint[]) order by c.wanted, d.slot, c.hops""";

    private final Database database;
    private final Names names;

    HibernateSnapshotStore(Database database, Names names) {
        this.database = database;
        this.names = names;
    }

    @Override
    public Uni<Map<Long, StoredState>> load(long room, Set<Long> snapshots) {
        return database.query(CHAINS, room, snapshots.toArray(Long[]::new))
                .map(HibernateSnapshotStore::link)
                .chain(byId -> named(snapshots.stream().map(byId::get).filter(found -> found != null).toList()));
    }

    @Override
    public Uni<Map<Long, Map<Long, Long>>> slots(long room, Set<Long> snapshots, Collection<Long> slots) {
        return database.query(SLOTS, room, snapshots.toArray(Long[]::new), slots.toArray(Long[]::new)).map(rows -> {
            Map<Long, Map<Long, Long>> found = new HashMap<>();
            for (Row row : rows) {
                Map<Long, Long> events = found.computeIfAbsent(row.longAt(0), key -> new HashMap<>());
                if (row.longAt(2) != 0) {
                    events.put(row.longAt(1), row.longAt(2));
                }
            }
            return found;
        });
    }

    /** Rows come parents first. */
    private static Map<Long, Snapshot> link(List<Row> rows) {
        Map<Long, Snapshot> byId = HashMap.newHashMap(rows.size());
        for (Row row : rows) {
            Snapshot parent = row.longAt(1) == 0 ? Snapshot.EMPTY : byId.get(row.longAt(1));
            byId.put(row.longAt(0), new Snapshot(row.longAt(0), parent, row.intAt(2), row.longs(3), row.longs(4)));
        }
        return byId;
    }

    private Uni<Map<Long, StoredState>> named(List<Snapshot> snapshots) {
        List<Map<Long, Long>> states = snapshots.stream().map(Snapshot::resolve).toList();
        Set<Long> slots = new HashSet<>();
        Set<Long> events = new HashSet<>();
        states.forEach(state -> {
            slots.addAll(state.keySet());
            events.addAll(state.values());
        });
        return database.query(SLOTS_AND_EVENTS, slots.toArray(Long[]::new), events.toArray(Long[]::new)).map(rows -> {
            var dictionary = new Dictionary(rows);
            Map<Long, StoredState> named = new HashMap<>();
            for (int i = 0; i < snapshots.size(); i++) {
                named.put(snapshots.get(i).id(), new StoredState(snapshots.get(i), dictionary.state(states.get(i))));
            }
            return named;
        });
    }

    private final class Dictionary {
        private final Map<Long, StateKey> slots = new HashMap<>();
        private final Map<Long, EventRef> events = new HashMap<>();

        private Dictionary(List<Row> rows) {
            for (Row row : rows) {
                long number = row.longAt(1);
                if (row.booleanAt(0)) {
                    StateKey slot = new StateKey(row.text(2), row.text(3));
                    slots.put(number, slot);
                    names.remember(SlotName.of(slot), number);
                } else {
                    events.put(number, new EventRef(number, new EventId(row.text(2))));
                }
            }
        }

        private PersistentState state(Map<Long, Long> numbers) {
            Map<StateKey, EventRef> state = HashMap.newHashMap(numbers.size());
            numbers.forEach((slot, event) -> state.put(slots.get(slot), events.get(event)));
            return PersistentState.of(state);
        }
    }
}
