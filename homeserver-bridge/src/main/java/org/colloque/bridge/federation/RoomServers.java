package org.colloque.bridge.federation;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.colloque.messaging.database.Database;
import org.colloque.messaging.event.RoomChange;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** The other servers that have a joined member in a room. Kept in memory; a membership that changes makes it read again. */
@ApplicationScoped
public class RoomServers implements ChangeListener {

    private final Database database;
    private final RoomReads reads;
    /** What is being read when a membership changes is not kept: nobody may miss a server that has just come. */
    private final AsyncCache<Long, Set<ServerName>> memory = Caffeine.newBuilder()
            .maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(10)).buildAsync();

    RoomServers(Database database, RoomReads reads) {
        this.database = database;
        this.reads = reads;
    }

    /** The same, by the room's id; none for a room that is not known. */
    public Uni<Set<ServerName>> in(RoomId room) {
        return reads.head(room).chain(head -> head.isEmpty() ? Uni.createFrom().item(Set.<ServerName>of()) : in(head.get().number()));
    }

    /** The servers in the room now, without this one. At most one statement; none when the room is warm. */
    public Uni<Set<ServerName>> in(long room) {
        CompletableFuture<Set<ServerName>> known = memory.getIfPresent(room);
        return known != null && known.isDone() && !known.isCompletedExceptionally() ? Uni.createFrom().item(known.join())
                : Uni.createFrom().completionStage(() -> memory.get(room, (number, executor) -> read(number).subscribeAsCompletionStage()));
    }

    /** Whether the server has a joined member; a no is asked of the database, as the server may have come this very moment. */
    public Uni<Boolean> isIn(ServerName server, long room) {
        return in(room).chain(servers -> servers.contains(server) ? Uni.createFrom().item(true)
                : again(room).map(now -> now.contains(server)));
    }

    private Uni<Set<ServerName>> again(long room) {
        memory.synchronous().invalidate(room);
        return in(room);
    }

    private Uni<Set<ServerName>> read(long room) {
        return database.query("select server from federation_stay where room = $1 and until is null", room)
                .map(rows -> rows.stream().map(row -> new ServerName(row.text(0))).collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof RoomChange event && event.slot().isPresent()) {
                memory.synchronous().invalidate(event.roomNumber());
            }
        }
    }

    @Override
    public void reset() {
        memory.synchronous().invalidateAll();
    }
}
