package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.event.RoomChange;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;

/** A fact about each of many rooms: read for all that are missing with one statement, then kept up by the changes of the log. */
abstract class KeptByRoom<V> implements ChangeListener {

    /** When there are more, all are forgotten: those that are asked for come back with one statement. */
    private static final int IN_MEMORY = 500_000;

    private final Map<Long, V> known = new ConcurrentHashMap<>();
    private final Set<Reading> underWay = new HashSet<>();

    /** What came while a statement was under way: it may or may not be in what the statement finds. */
    private static final class Reading {
        private final List<RoomChange> meanwhile = new ArrayList<>();
        private boolean stale;
    }

    /** The fact of each room as the database has it; rooms may be missing. */
    protected abstract Uni<Map<Long, V>> read(Collection<Long> rooms);

    /** The fact of a room that the database tells nothing of. */
    protected abstract V missing();

    /** The fact after a change, which may be told twice; null when it has to be read again. */
    protected abstract V after(V before, RoomChange change);

    Uni<Map<Long, V>> of(Collection<Long> rooms) {
        Map<Long, V> found = HashMap.newHashMap(rooms.size());
        List<Long> missing = new ArrayList<>();
        for (long room : rooms) {
            V fact = known.get(room);
            if (fact == null) {
                missing.add(room);
            } else {
                found.put(room, fact);
            }
        }
        if (missing.isEmpty()) {
            return Uni.createFrom().item(found);
        }
        Reading reading = begin();
        return read(missing).onFailure().invoke(() -> end(reading)).map(rows -> {
            found.putAll(take(reading, missing, rows));
            return found;
        });
    }

    @Override
    public synchronized void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof RoomChange event) {
                underWay.forEach(reading -> reading.meanwhile.add(event));
                known.computeIfPresent(event.roomNumber(), (room, before) -> after(before, event));
            }
        }
    }

    @Override
    public synchronized void reset() {
        underWay.forEach(reading -> reading.stale = true);
        known.clear();
    }

    private synchronized Reading begin() {
        Reading reading = new Reading();
        underWay.add(reading);
        return reading;
    }

    private synchronized void end(Reading reading) {
        underWay.remove(reading);
    }

    private synchronized Map<Long, V> take(Reading reading, List<Long> rooms, Map<Long, V> rows) {
        underWay.remove(reading);
        Map<Long, V> facts = HashMap.newHashMap(rooms.size());
        rooms.forEach(room -> facts.put(room, rows.getOrDefault(room, missing())));
        if (!reading.stale) {
            Map<Long, V> kept = new HashMap<>(facts);
            reading.meanwhile.forEach(change -> kept.computeIfPresent(change.roomNumber(), (room, before) -> after(before, change)));
            if (known.size() + kept.size() > IN_MEMORY) {
                known.clear();
            }
            known.putAll(kept);
        }
        return facts;
    }
}
