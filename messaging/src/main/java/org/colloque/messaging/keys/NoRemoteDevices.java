package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Stands in where no federation is deployed: no other server can be reached. */
@DefaultBean
@ApplicationScoped
class NoRemoteDevices implements RemoteDevices {

    @Override
    public Uni<ObjectNode> query(ServerName server, Map<UserId, List<DeviceId>> wanted) {
        return unreachable();
    }

    @Override
    public Uni<ObjectNode> claim(ServerName server, Map<UserId, Map<DeviceId, String>> wanted) {
        return unreachable();
    }

    @Override
    public Uni<ObjectNode> devices(UserId user) {
        return unreachable();
    }

    private static <T> Uni<T> unreachable() {
        return Uni.createFrom().failure(
                () -> new MatrixException(Errcode.M_CONNECTION_FAILED, "No other server can be reached from here."));
    }
}
