package org.colloque.messaging.event.append;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.colloque.messaging.event.EventCache;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.event.names.Numbers;
import org.colloque.messaging.event.partial.PartialRoomChange;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;

/**
 * The heads of the rooms that are in use. A head here may be behind the database for the moment that the tail needs; an append
 * that was decided on it then conflicts and is decided again.
 */
@Singleton
public class RoomHeads implements ChangeListener {

    /** How many slots of states the heads may hold in all. */
    private static final long CACHED_SLOTS = 600_000;
    private static final int OVERHEAD = 20;
    private static final Duration SHARED_FOR = Duration.ofSeconds(1);
    private static final Duration TAIL_IS_LATE_AT_MOST = Duration.ofMinutes(1);

    private final HeadStore store;
    private final Numbers numbers;
    private final EventCache events;
    private final AsyncCache<RoomId, Optional<WarmRoom>> heads = Caffeine.newBuilder()
            .maximumWeight(CACHED_SLOTS)
            .weigher((RoomId id, Optional<WarmRoom> room) -> OVERHEAD + room.map(warm -> warm.stored().state().size()).orElse(0))
            .buildAsync();
    /** The last positions that other nodes wrote, so that a late answer to a write of ours does not bring an old head back. */
    private final Cache<RoomId, Long> writtenElsewhere = Caffeine.newBuilder().expireAfterWrite(TAIL_IS_LATE_AT_MOST).build();

    /** The rooms that another node wrote to a moment ago. */
    private final Cache<RoomId, Boolean> shared = Caffeine.newBuilder().expireAfterWrite(SHARED_FOR).build();

    RoomHeads(HeadStore store, Numbers numbers, EventCache events) {
        this.store = store;
        this.numbers = numbers;
        this.events = events;
    }

    /** The head of a room, from memory when it is there; empty when the room is not known. */
    public Uni<Optional<WarmRoom>> get(RoomId room) {
        CompletableFuture<Optional<WarmRoom>> known = heads.getIfPresent(room);
        if (known != null && known.isDone() && !known.isCompletedExceptionally()) {
            return Uni.createFrom().item(known.join());
        }
        return Uni.createFrom().completionStage(() ->
                heads.get(room, (id, executor) -> store.load(id).subscribeAsCompletionStage()))
                .invoke(found -> dropUnknown(room, found));
    }

    /**
     * The head of a room with all that was appended up to a position that the tail has told. The tail may tell an append of this node before the
     * append itself has come back, and then the head in memory is behind.
     */
    public Uni<Optional<WarmRoom>> get(RoomId room, long position) {
        return get(room).chain(found -> {
            if (found.isEmpty() || found.get().lastPosition() >= position) {
                return Uni.createFrom().item(found);
            }
            drop(room);
            return get(room);
        });
    }

    /** Whether the database still has this head. One statement. */
    public Uni<Boolean> isCurrent(WarmRoom room) {
        return store.version(room.head().roomId()).map(version -> version.equals(Optional.of(room.head().headVersion())));
    }

    /** Keeps the head that an append of this node has just made. */
    public void moved(WarmRoom room) {
        RoomId id = room.head().roomId();
        Long elsewhere = writtenElsewhere.getIfPresent(id);
        if (elsewhere == null || elsewhere <= room.lastPosition()) {
            heads.put(id, CompletableFuture.completedFuture(Optional.of(room)));
        } else {
            drop(id);
        }
    }

    /** Whether another node wrote to the room a moment ago. */
    boolean isShared(RoomId room) {
        return shared.getIfPresent(room) != null;
    }

    /** Forgets a head that turned out to be behind. */
    public void drop(RoomId room) {
        heads.synchronous().invalidate(room);
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof RoomEventChange event && !numbers.isOwn(event.event().number())) {
                writtenElsewhere(event);
            } else if (change instanceof PartialRoomChange partial) {
                dropOlder(partial.room(), partial.position());
            }
        }
    }

    @Override
    public void reset() {
        heads.synchronous().invalidateAll();
        events.clear();
    }

    private void writtenElsewhere(RoomEventChange change) {
        writtenElsewhere.put(change.room(), change.position());
        shared.put(change.room(), true);
        if (change.pdu().type().equals(EventTypes.REDACTION)) {
            change.pdu().redacts().ifPresent(events::forget);
        }
        events.put(change.event());
        dropOlder(change.room(), change.position());
    }

    private void dropOlder(RoomId room, long position) {
        CompletableFuture<Optional<WarmRoom>> known = heads.getIfPresent(room);
        if (known != null && !(known.isDone() && isAtLeast(known, position))) {
            drop(room);
        }
    }

    private static boolean isAtLeast(CompletableFuture<Optional<WarmRoom>> known, long position) {
        return !known.isCompletedExceptionally() && known.join().filter(room -> room.lastPosition() >= position).isPresent();
    }

    /** A room that is not known may become known at any time, through any node. */
    private void dropUnknown(RoomId room, Optional<WarmRoom> found) {
        if (found.isEmpty()) {
            drop(room);
        }
    }
}
