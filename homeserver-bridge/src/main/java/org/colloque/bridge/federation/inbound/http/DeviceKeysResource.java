package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.keys.DeviceListLog;
import org.colloque.messaging.keys.KeyClaimService;
import org.colloque.messaging.keys.KeyQueryService;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Devices and keys of our users, for other servers. Spec: server-server-api, "Device Management", "End-to-End Encryption". */
@Path("/_matrix/federation")
@FromPeer
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class DeviceKeysResource {

    private final KeyQueryService queries;
    private final KeyClaimService claims;
    private final DeviceListLog deviceLists;
    private final OwnKeys own;

    DeviceKeysResource(KeyQueryService queries, KeyClaimService claims, DeviceListLog deviceLists, OwnKeys own) {
        this.queries = queries;
        this.claims = claims;
        this.deviceLists = deviceLists;
        this.own = own;
    }

    @GET
    @Path("/v1/user/devices/{userId}")
    public Uni<ObjectNode> devices(@PathParam("userId") String userId) {
        UserId user = new UserId(userId);
        if (!user.isOn(own.name())) {
            throw MatrixException.invalidParam(user + " is not a user of this server.");
        }
        return deviceLists.streamId(user).chain(streamId -> queries.devices(user, streamId));
    }

    @POST
    @Path("/v1/user/keys/query")
    public Uni<ObjectNode> query(PeerBody body) {
        Map<UserId, List<DeviceId>> wanted = new HashMap<>();
        new JsonBody(body.json()).object("device_keys").properties().forEach(user -> {
            List<DeviceId> devices = new ArrayList<>();
            for (JsonNode device : user.getValue()) {
                devices.add(new DeviceId(device.asText()));
            }
            wanted.put(new UserId(user.getKey()), devices);
        });
        return queries.local(wanted);
    }

    @POST
    @Path("/v1/user/keys/claim")
    public Uni<ObjectNode> claim(PeerBody body) {
        Map<UserId, Map<DeviceId, String>> wanted = new HashMap<>();
        new JsonBody(body.json()).object("one_time_keys").properties().forEach(user -> {
            Map<DeviceId, String> algorithms = new HashMap<>();
            user.getValue().properties().forEach(device -> algorithms.put(new DeviceId(device.getKey()), device.getValue().asText()));
            wanted.put(new UserId(user.getKey()), algorithms);
        });
        return claims.local(wanted);
    }
}
