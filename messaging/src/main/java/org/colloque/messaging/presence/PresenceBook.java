package org.colloque.messaging.presence;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** What this node knows of who is there, in the order in which it changed. In memory only. */
@Singleton
public class PresenceBook {

    private final Map<UserId, Entry> known = new ConcurrentHashMap<>();
    private final NavigableMap<Long, UserId> bySerial = new ConcurrentSkipListMap<>();

    /**
     * What is known of one user.
     *
     * @param rooms the rooms that they were joined to when it changed
     */
    public record Entry(UserId user, Presence presence, Set<RoomId> rooms) {
    }

    public Optional<Entry> of(UserId user) {
        return Optional.ofNullable(known.get(user));
    }

    /** Those whose presence changed after a serial, the latest first. */
    public Stream<Entry> changedAfter(long serial) {
        return bySerial.tailMap(serial, false).descendingMap().values().stream().map(known::get).filter(entry -> entry != null);
    }

    public Collection<Entry> all() {
        return known.values();
    }

    void put(Entry entry) {
        known.compute(entry.user(), (user, before) -> {
            if (before != null && before.presence().serial() > entry.presence().serial()) {
                return before;
            }
            if (before != null) {
                bySerial.remove(before.presence().serial());
            }
            bySerial.put(entry.presence().serial(), user);
            return entry;
        });
    }

    void remove(Entry entry) {
        if (known.remove(entry.user(), entry)) {
            bySerial.remove(entry.presence().serial());
        }
    }
}
