package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.protocol.id.RoomId;

/**
 * The rooms of other servers that this node is entering. A server sends what is said in a room as soon as it has let somebody in, which is before
 * they have taken the room in.
 */
@ApplicationScoped
public class EnteringRooms {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<RoomId, CompletableFuture<Void>> rooms = new ConcurrentHashMap<>();

    /** The entry, known as such until it ends. */
    <T> Uni<T> during(RoomId room, Uni<T> entry) {
        return Uni.createFrom().deferred(() -> {
            CompletableFuture<Void> end = new CompletableFuture<>();
            rooms.put(room, end);
            return entry.onTermination().invoke(() -> {
                rooms.remove(room, end);
                end.complete(null);
            });
        });
    }

    /** Emits when this node is not entering the room: at once, when the entry has ended, or after ten seconds. */
    public Uni<Void> settled(RoomId room) {
        CompletableFuture<Void> end = rooms.get(room);
        return end == null ? Uni.createFrom().voidItem()
                : Uni.createFrom().completionStage(end.copy()).ifNoItem().after(PATIENCE).recoverWithItem((Void) null);
    }
}
