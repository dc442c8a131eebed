package org.colloque.messaging.event;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/** The one other server that can be reached in these tests, while a test names one. */
@ApplicationScoped
class ReachableServer implements RemoteEvents {

    private static volatile RemoteEvents reached = new NoRemoteEvents();

    static void reach(RemoteEvents server) {
        reached = server;
    }

    @Override
    public Uni<Map<ServerName, Map<KeyId, ValidKey>>> keys(Map<ServerName, Map<KeyId, Long>> wanted) {
        return reached.keys(wanted);
    }

    @Override
    public Uni<List<Pdu>> missingEvents(ServerName from, RoomId room, RoomVersion version, List<EventId> earliest,
            List<EventId> latest, long minDepth) {
        return reached.missingEvents(from, room, version, earliest, latest, minDepth);
    }

    @Override
    public Uni<StateIds> stateIds(ServerName from, RoomId room, EventId event) {
        return reached.stateIds(from, room, event);
    }

    @Override
    public Uni<List<Pdu>> state(ServerName from, RoomId room, RoomVersion version, EventId event) {
        return reached.state(from, room, version, event);
    }

    @Override
    public Uni<List<Pdu>> events(ServerName from, RoomVersion version, Collection<EventId> ids) {
        return reached.events(from, version, ids);
    }

    @Override
    public Uni<List<Pdu>> backfill(ServerName from, RoomId room, RoomVersion version, List<EventId> before, int limit) {
        return reached.backfill(from, room, version, before, limit);
    }
}
