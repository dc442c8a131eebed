package org.colloque.messaging.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;

/** Puts events together for clients, once an event. */
@Singleton
public class EventRenderer implements ChangeListener {

    private static final long IN_MEMORY = 32L << 20;
    private static final int OVERHEAD = 200;
    private static final int REDACTED_LATELY = 10_000;

    private final RoomReads reads;
    private final Cache<Key, RenderedEvent> rendered = Caffeine.newBuilder().maximumWeight(IN_MEMORY)
            .weigher((Key key, RenderedEvent event) -> event.core().length + event.unsigned().length + OVERHEAD).build();
    private final Cache<Key, Uni<RenderedEvent>> underWay = Caffeine.newBuilder().maximumSize(1_000).build();
    private final Cache<EventId, Boolean> redactedLately = Caffeine.newBuilder().maximumSize(REDACTED_LATELY).build();

    /**
     * @param whole with what the event replaced, as in timelines; without it, as in states
     * @param erased as for those who are not to see what an erased user wrote
     */
    private record Key(long number, boolean redacted, boolean whole, boolean erased) {
    }

    EventRenderer(RoomReads reads) {
        this.reads = reads;
    }

    /** An event of a timeline when all that belongs to it was read with it. */
    RenderedEvent whole(TimelineEvent event, Optional<Pdu> replaced) {
        return rendered.get(key(event.stored(), true), ignored -> RenderedEvent.of(event.pdu(), replaced, event.redaction()));
    }

    /** An event of a state: without what it replaced. */
    RenderedEvent state(TimelineEvent event) {
        RenderedEvent known = rendered.getIfPresent(key(event.stored(), true));
        return known != null ? known
                : rendered.get(key(event.stored(), false), ignored -> RenderedEvent.of(event.pdu(), Optional.empty(), event.redaction()));
    }

    /** An event of a timeline; what belongs to it is read, from memory when it is warm, and once for all who ask. */
    Uni<RenderedEvent> whole(StoredEvent event) {
        Key key = key(event, true);
        RenderedEvent known = rendered.getIfPresent(key);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return underWay.get(key, asked -> render(event).invoke(done -> rendered.put(asked, done))
                .onTermination().invoke(() -> underWay.invalidate(asked)).memoize().indefinitely());
    }

    /** As {@link #whole(StoredEvent)}, if it is in memory. */
    Optional<RenderedEvent> known(StoredEvent event) {
        return Optional.ofNullable(rendered.getIfPresent(key(event, true)));
    }

    /** Whether the event still is as it came: it was not redacted meanwhile, or came redacted. */
    boolean isFresh(StoredEvent event) {
        return event.redactedBy().isPresent() || redactedLately.getIfPresent(event.pdu().eventId()) == null;
    }

    /** The event as it is now: redacted, if it was redacted since it came. */
    Uni<StoredEvent> fresh(StoredEvent event) {
        EventId id = event.pdu().eventId();
        if (isFresh(event)) {
            return Uni.createFrom().item(event);
        }
        return reads.byId(List.of(id)).map(found -> found.getOrDefault(id, event));
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof RoomEventChange event) {
                event.pdu().redacts().ifPresent(target -> redactedLately.put(target, true));
            }
        }
    }

    @Override
    public void reset() {
        rendered.invalidateAll();
    }

    private Uni<RenderedEvent> render(StoredEvent event) {
        return replaced(event).chain(replaced -> redaction(event).map(redaction -> RenderedEvent.of(event.pdu(), replaced, redaction)));
    }

    private Uni<Optional<Pdu>> replaced(StoredEvent event) {
        if (!event.pdu().isState() || event.snapshot().isEmpty() || event.snapshot().getAsLong() == 0) {
            return Uni.createFrom().item(Optional.empty());
        }
        return reads.head(event.pdu().roomId()).chain(head -> head.isEmpty() ? Uni.createFrom().item(Optional.empty())
                : reads.state(head.get().number(), event.snapshot().getAsLong())
                        .map(state -> state.get(event.pdu().slot().orElseThrow()))
                        .chain(ref -> ref.isEmpty() ? Uni.createFrom().item(Optional.empty())
                                : reads.byNumber(List.of(ref.get().number())).map(Map::values)
                                        .map(found -> found.stream().findFirst().map(StoredEvent::pdu))));
    }

    private Uni<Optional<Pdu>> redaction(StoredEvent event) {
        return event.redactedBy().isEmpty() ? Uni.createFrom().item(Optional.empty())
                : reads.byId(List.of(event.redactedBy().get())).map(found -> found.values().stream().findFirst().map(StoredEvent::pdu));
    }

    private static Key key(StoredEvent event, boolean whole) {
        return new Key(event.number(), event.redactedBy().isPresent(), whole, event.erased());
    }
}
