package org.colloque.messaging.event.append;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.colloque.messaging.event.EventCache;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.append.RoomAppend.Link;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/** What this node remembers of its own appends: the events, and what transactions became. */
@Singleton
public class RecentAppends {

    private static final int TRANSACTIONS = 50_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final EventCache events;
    private final Snapshots snapshots;
    private final Cache<Key, EventRef> transactions = Caffeine.newBuilder().maximumSize(TRANSACTIONS).expireAfterWrite(KEPT).build();

    RecentAppends(EventCache events, Snapshots snapshots) {
        this.events = events;
        this.snapshots = snapshots;
    }

    /** Takes note of a draft that was stored. */
    public void stored(RoomDraft draft, long firstPosition) {
        if (draft.links().stream().anyMatch(Link.Whole.class::isInstance)) {
            snapshots.clear();
        }
        draft.states().forEach(snapshots::remember);
        draft.events().forEach(event -> events.put(event.stored(firstPosition)));
        for (Link link : draft.links()) {
            if (link instanceof Link.Redacted(long target, long redaction, var form)) {
                redacted(target, form.eventId(), draft, redaction);
            }
        }
    }

    void seen(RoomId room, Map<TransactionKey, EventRef> found) {
        found.forEach((key, event) -> transactions.put(new Key(room, key), event));
    }

    /** The events that these transactions became; empty when not known to be seen. */
    List<EventRef> events(RoomId room, List<TransactionKey> keys) {
        return keys.stream().map(key -> transactions.getIfPresent(new Key(room, key))).filter(Objects::nonNull).toList();
    }

    private void redacted(long target, EventId id, RoomDraft draft, long redaction) {
        Optional<StoredEvent> before = events.get(target);
        if (before.isEmpty()) {
            events.forget(id);
            return;
        }
        Optional<EventId> by = draft.events().stream().filter(event -> event.number() == redaction)
                .map(event -> event.pdu().eventId()).findFirst().or(() -> events.get(redaction).map(event -> event.pdu().eventId()));
        StoredEvent event = before.get();
        events.put(new StoredEvent(event.number(), event.pdu().redacted(), event.position(), event.status(), event.snapshot(), by));
    }

    private record Key(RoomId room, TransactionKey transaction) {
    }
}
