package org.colloque.bridge.federation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
    private final Cache<Long, Set<ServerName>> memory = Caffeine.newBuilder()
            .maximumSize(20_000).expireAfterWrite(Duration.ofMinutes(10)).build();

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
        Set<ServerName> known = memory.getIfPresent(room);
        return known != null ? Uni.createFrom().item(known) : load(room);
    }

    /** Whether the server has a joined member; a no is asked of the database, as the server may have come this very moment. */
    public Uni<Boolean> isIn(ServerName server, long room) {
        return in(room).chain(servers -> servers.contains(server) ? Uni.createFrom().item(true)
                : load(room).map(now -> now.contains(server)));
    }

    private Uni<Set<ServerName>> load(long room) {
        return database.query("select server from federation_stay where room = $1 and until is null", room)
                .map(rows -> rows.stream().map(row -> new ServerName(row.text(0))).collect(Collectors.toUnmodifiableSet()))
                .invoke(servers -> memory.put(room, servers));
    }

    @Override
    public void changed(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof RoomChange event && event.slot().isPresent()) {
                memory.invalidate(event.roomNumber());
            }
        }
    }

    @Override
    public void reset() {
        memory.invalidateAll();
    }
}
