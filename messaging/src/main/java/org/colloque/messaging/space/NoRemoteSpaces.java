package org.colloque.messaging.space;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** Stands in where no federation is deployed. */
@DefaultBean
@ApplicationScoped
class NoRemoteSpaces implements RemoteSpaces {

    @Override
    public Uni<ObjectNode> hierarchy(ServerName server, RoomId room, boolean suggestedOnly) {
        return Uni.createFrom().failure(() -> new MatrixException(Errcode.M_CONNECTION_FAILED, "No other server can be reached from here."));
    }
}
