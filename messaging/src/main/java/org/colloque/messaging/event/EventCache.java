package org.colloque.messaging.event;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.colloque.protocol.id.EventId;

/** Events that were used lately, by number and by id. What it holds is as the database holds it, or a little older on another node. */
@Singleton
public class EventCache {

    /** The bytes of the events; a parsed event takes some times as much. */
    private static final long CACHED_BYTES = 24L << 20;
    private static final int OVERHEAD = 600;

    private final Cache<Long, StoredEvent> byNumber = Caffeine.newBuilder()
            .maximumWeight(CACHED_BYTES)
            .weigher((Long number, StoredEvent event) -> event.pdu().canonical().length + OVERHEAD)
            .build();
    private final Cache<EventId, StoredEvent> byId = Caffeine.newBuilder().weakValues().build();

    public Optional<StoredEvent> get(long number) {
        return Optional.ofNullable(byNumber.getIfPresent(number));
    }

    public Optional<StoredEvent> get(EventId id) {
        return Optional.ofNullable(byId.getIfPresent(id));
    }

    public void put(StoredEvent event) {
        byNumber.put(event.number(), event);
        byId.put(event.pdu().eventId(), event);
    }

    /** Forgets an event that changed: its redaction took effect, or it became more than an outlier. */
    public void forget(EventId id) {
        StoredEvent event = byId.getIfPresent(id);
        if (event != null) {
            byId.invalidate(id);
            byNumber.invalidate(event.number());
        }
    }

    public void clear() {
        byNumber.invalidateAll();
        byId.invalidateAll();
    }
}
