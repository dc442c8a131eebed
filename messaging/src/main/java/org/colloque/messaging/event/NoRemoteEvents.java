package org.colloque.messaging.event;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/** Stands in where no federation is deployed: no other server can be reached, and none has a key. */
@DefaultBean
@ApplicationScoped
class NoRemoteEvents implements RemoteEvents {

    @Override
    public Uni<Map<ServerName, Map<KeyId, ValidKey>>> keys(Map<ServerName, Map<KeyId, Long>> wanted) {
        return Uni.createFrom().item(Map.of());
    }

    @Override
    public Uni<List<Pdu>> missingEvents(ServerName from, RoomId room, RoomVersion version, List<EventId> earliest, List<EventId> latest,
            long minDepth) {
        return unreachable();
    }

    @Override
    public Uni<StateIds> stateIds(ServerName from, RoomId room, EventId event) {
        return unreachable();
    }

    @Override
    public Uni<List<Pdu>> state(ServerName from, RoomId room, RoomVersion version, EventId event) {
        return unreachable();
    }

    @Override
    public Uni<List<Pdu>> events(ServerName from, RoomVersion version, Collection<EventId> ids) {
        return unreachable();
    }

    @Override
    public Uni<List<Pdu>> backfill(ServerName from, RoomId room, RoomVersion version, List<EventId> before, int limit) {
        return unreachable();
    }

    private static <T> Uni<T> unreachable() {
        return Uni.createFrom().failure(
                () -> new MatrixException(Errcode.M_CONNECTION_FAILED, "No other server can be reached from here."));
    }
}
