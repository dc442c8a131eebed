package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Stands in where no federation is deployed: no other server can be reached. */
@DefaultBean
@ApplicationScoped
class NoRemoteRooms implements RemoteRooms {

    @Override
    public Uni<EnteredRoom> join(ServerName through, UserId user, RoomId room, ObjectNode content) {
        return unreachable();
    }

    @Override
    public Uni<RemoteKnock> knock(ServerName through, UserId user, RoomId room, ObjectNode content) {
        return unreachable();
    }

    @Override
    public Uni<RemoteLeave> leave(ServerName through, UserId user, RoomId room, ObjectNode content) {
        return unreachable();
    }

    @Override
    public Uni<Pdu> invite(Pdu invite, List<ObjectNode> strippedState) {
        return unreachable();
    }

    @Override
    public Uni<Void> exchangeThirdPartyInvite(RoomId room, SignedInvite invite) {
        return unreachable();
    }

    @Override
    public Uni<AliasTarget> resolve(RoomAlias alias) {
        return unreachable();
    }

    @Override
    public Uni<ObjectNode> publicRooms(ServerName server, ObjectNode query) {
        return unreachable();
    }

    private static <T> Uni<T> unreachable() {
        return Uni.createFrom().failure(
                () -> new MatrixException(Errcode.M_CONNECTION_FAILED, "No other server can be reached from here."));
    }
}
