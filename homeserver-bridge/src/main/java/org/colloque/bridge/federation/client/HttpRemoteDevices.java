package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.colloque.bridge.federation.WithoutNul;
import org.colloque.messaging.keys.RemoteDevices;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Devices and keys of other servers' users over the server-server API. */
@ApplicationScoped
class HttpRemoteDevices implements RemoteDevices {

    private static final String API = "/_matrix/federation/v1/user";

    private final FederationClient client;

    HttpRemoteDevices(FederationClient client) {
        this.client = client;
    }

    @Override
    public Uni<ObjectNode> query(ServerName server, Map<UserId, List<DeviceId>> wanted) {
        ObjectNode body = JsonNodes.object();
        ObjectNode users = body.putObject("device_keys");
        wanted.forEach((user, devices) -> {
            ArrayNode list = users.putArray(user.value());
            devices.forEach(device -> list.add(device.value()));
        });
        return client.object(RemoteRequest.post(server, API + "/keys/query", body)).map(WithoutNul::of);
    }

    @Override
    public Uni<ObjectNode> claim(ServerName server, Map<UserId, Map<DeviceId, String>> wanted) {
        ObjectNode body = JsonNodes.object();
        ObjectNode users = body.putObject("one_time_keys");
        wanted.forEach((user, devices) -> {
            ObjectNode algorithms = users.putObject(user.value());
            devices.forEach((device, algorithm) -> algorithms.put(device.value(), algorithm));
        });
        return client.object(RemoteRequest.post(server, API + "/keys/claim", body)).map(WithoutNul::of);
    }

    @Override
    public Uni<ObjectNode> devices(UserId user) {
        return client.object(RemoteRequest.get(user.server(), API + "/devices/" + RemoteRequest.encode(user))).map(WithoutNul::of);
    }
}
