package org.colloque.messaging.push;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.receipt.ReceiptThreads;
import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.push.PushContext;

/** Prepares events for push rules, once an event: what the room is like is the same for all its members. */
@Singleton
public class EventPushes {

    private static final int IN_MEMORY = 4_000;
    private static final StateKey CREATE = StateKey.of(EventTypes.CREATE);
    private static final StateKey LEVELS = StateKey.of(EventTypes.POWER_LEVELS);

    private final RoomReads reads;
    private final ReceiptThreads threads;
    private final RoomDisplayNames names;
    private final Cache<Long, EventPush> prepared = Caffeine.newBuilder().maximumSize(IN_MEMORY).build();
    private final Cache<Long, Uni<Optional<EventPush>>> underWay = Caffeine.newBuilder().maximumSize(IN_MEMORY).build();

    EventPushes(RoomReads reads, ReceiptThreads threads, RoomDisplayNames names) {
        this.names = names;
        this.reads = reads;
        this.threads = threads;
    }

    /** What {@link #of} answers, if it is in memory. */
    Optional<EventPush> known(RoomEventChange change) {
        return Optional.ofNullable(prepared.getIfPresent(change.position()));
    }

    /** Empty when the room is not known any more. */
    public Uni<Optional<EventPush>> of(RoomEventChange change) {
        Optional<EventPush> known = known(change);
        return known.isPresent() ? Uni.createFrom().item(known)
                : underWay.get(change.position(), position -> prepare(change).invoke(push -> push.ifPresent(done -> prepared.put(position, done)))
                        .onTermination().invoke(() -> underWay.invalidate(position)).memoize().indefinitely());
    }

    private Uni<Optional<EventPush>> prepare(RoomEventChange change) {
        return reads.head(change.room()).chain(head -> head.isEmpty() ? Uni.createFrom().item(Optional.empty())
                : reads.inState(head.get().state(), Set.of(CREATE, LEVELS)).chain(state -> prepare(change, head.get(), state)));
    }

    private Uni<Optional<EventPush>> prepare(RoomEventChange change, RoomHead head, Map<StateKey, StoredEvent> state) {
        if (!state.containsKey(CREATE)) {
            return Uni.createFrom().item(Optional.empty());
        }
        PowerLevels levels = PowerLevels.of(head.version(), state.get(CREATE).pdu(), Optional.ofNullable(state.get(LEVELS)).map(StoredEvent::pdu));
        return threads.of(change.pdu()).map(thread ->
                Optional.of(new EventPush(change.position(), thread, change.pdu(),
                        PushContext.of(change.pdu().sender(), "", head.members().joined(), change.pdu().sender(), levels),
                        new EventPush.Naming(names, head.state()))));
    }
}
