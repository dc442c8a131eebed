package org.colloque.messaging.event.hibernate;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
