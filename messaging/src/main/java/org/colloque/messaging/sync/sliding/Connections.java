package org.colloque.messaging.sync.sliding;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.colloque.messaging.stream.EphemeralSerial;

/**
 * What connections remember. Each memory has a number, is never changed and goes with a position of the connection: a request that comes
 * again finds what it found before, on whichever node. Memory is written only when it changed.
 */
@Singleton
class Connections {

    private static final long IN_MEMORY = 128L << 20;
    private static final int OVERHEAD = 300;
    private static final int ENTRY = 64;
    private static final int LAZY_IN_MEMORY = 10_000;

    private final ConnectionStore store;
    private final EphemeralSerial serials;
    private final Cache<Key, SentRooms> known = Caffeine.newBuilder().maximumWeight(IN_MEMORY)
            .weigher((Key key, SentRooms sent) -> OVERHEAD + sent.rooms().size() * ENTRY).build();
    private final Cache<ConnectionId, LazyMembers> members = Caffeine.newBuilder().maximumSize(LAZY_IN_MEMORY).build();

    private record Key(ConnectionId connection, long state) {
    }

    Connections(ConnectionStore store, EphemeralSerial serials) {
        this.store = store;
        this.serials = serials;
    }

    /** What the connection remembers at the request's position. Fails with {@code M_UNKNOWN_POS} when that is not known. */
    Uni<SentRooms> at(SlidingRequest request) {
        ConnectionId id = request.connectionId();
        if (request.isFirst()) {
            members.invalidate(id);
            return Uni.createFrom().item(SentRooms.NONE);
        }
        SlidingPosition position = request.pos().get();
        if (!position.mark().equals(id.mark())) {
            return Uni.createFrom().failure(SlidingPosition.unknown());
        }
        if (position.state() == 0) {
            return Uni.createFrom().item(SentRooms.NONE);
        }
        Key key = new Key(id, position.state());
        SentRooms present = known.getIfPresent(key);
        return present != null ? Uni.createFrom().item(present)
                : store.find(id, position.state()).map(found -> found.map(SentRoomsCodec::decode).orElseThrow(SlidingPosition::unknown))
                        .invoke(sent -> known.put(key, sent));
    }

    /** The number for what a connection remembers from now on; keeps it when it is new. */
    Uni<Long> keep(SlidingRequest request, SentRooms before, SentRooms now, long number) {
        long from = request.pos().map(SlidingPosition::state).orElse(0L);
        if (now == before) {
            return Uni.createFrom().item(from);
        }
        ConnectionId id = request.connectionId();
        return store.keep(id, from, number, SentRoomsCodec.encode(now)).invoke(() -> known.put(new Key(id, number), now))
                .replaceWith(number);
    }

    /** A number for a memory: above all that were given to the connection. */
    long nextNumber() {
        return serials.next();
    }

    LazyMembers members(ConnectionId id) {
        return members.get(id, ignored -> new LazyMembers());
    }

    /** Forgets what this node has in memory. */
    void drop() {
        known.invalidateAll();
        members.invalidateAll();
    }
}
