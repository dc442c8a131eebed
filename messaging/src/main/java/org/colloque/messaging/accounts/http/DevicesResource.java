package org.colloque.messaging.accounts.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.colloque.messaging.accounts.DeviceService;
import org.colloque.messaging.accounts.interactive.OwnerProof;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;
import org.jboss.resteasy.reactive.RestResponse;

/** The requester's devices. Spec: client-server-api, "Device Management". */
@Path("/_matrix/client/v3")
@Authenticated
public class DevicesResource {

    private final DeviceService devices;
    private final OwnerProof proof;
    private final CurrentRequester current;

    DevicesResource(DeviceService devices, OwnerProof proof, CurrentRequester current) {
        this.devices = devices;
        this.proof = proof;
        this.current = current;
    }

    @GET
    @Path("/devices")
    public Uni<Map<String, List<DeviceAnswer>>> list() {
        return devices.list(current.get().user())
                .map(all -> Map.of("devices", all.stream().map(DeviceAnswer::of).toList()));
    }

    @GET
    @Path("/devices/{deviceId}")
    public Uni<DeviceAnswer> get(@PathParam("deviceId") String device) {
        return devices.get(current.get().user(), DeviceId.parse(device)).map(DeviceAnswer::of);
    }

    @PUT
    @Path("/devices/{deviceId}")
    public Uni<RestResponse<Map<String, Object>>> rename(@PathParam("deviceId") String id, JsonBody body) {
        Requester requester = current.get();
        DeviceId device = DeviceId.parse(id);
        return requester.service().isEmpty() ? rename(requester.user(), device, body).map(RestResponse::ok)
                : devices.renameOrCreate(requester.user(), device, body.optionalText("display_name"))
                        .map(made -> RestResponse.status(made ? RestResponse.Status.CREATED : RestResponse.Status.OK, Map.of()));
    }

    private Uni<Map<String, Object>> rename(UserId user, DeviceId device, JsonBody body) {
        if (!body.json().has("display_name")) {
            return devices.get(user, device).replaceWith(Map.of());
        }
        return devices.rename(user, device, body.optionalText("display_name")).replaceWith(Map.of());
    }

    @DELETE
    @Path("/devices/{deviceId}")
    public Uni<Map<String, Object>> delete(@PathParam("deviceId") String device, JsonBody body) {
        return delete(List.of(DeviceId.parse(device)), body);
    }

    @POST
    @Path("/delete_devices")
    public Uni<Map<String, Object>> deleteSeveral(JsonBody body) {
        if (body.optionalArray("devices").isEmpty()) {
            throw MatrixException.missingParam("The field \"devices\" is missing.");
        }
        return delete(body.texts("devices").stream().map(DeviceId::parse).toList(), body);
    }

    private Uni<Map<String, Object>> delete(List<DeviceId> chosen, JsonBody body) {
        Requester requester = current.get();
        Uni<Void> proven = requester.service().isPresent() ? Uni.createFrom().voidItem()
                : proof.password(requester, "delete devices " + new TreeSet<>(chosen), body);
        return proven.chain(() -> devices.delete(requester.user(), chosen)).replaceWith(Map.of());
    }
}
