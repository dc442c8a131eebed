package org.colloque.messaging.accounts.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.accounts.Device;
import org.colloque.messaging.accounts.DeviceService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** From where somebody was last seen, for oneself and for administrators. Spec: client-server-api, "Server Administration". */
@Path("/_matrix/client/v3/admin/whois/{userId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class WhoisResource {

    private final AccountService accounts;
    private final DeviceService devices;
    private final CurrentRequester current;

    WhoisResource(AccountService accounts, DeviceService devices, CurrentRequester current) {
        this.accounts = accounts;
        this.devices = devices;
        this.current = current;
    }

    @GET
    public Uni<ObjectNode> whois(@PathParam("userId") String userId) {
        UserId asking = current.get().user();
        UserId user = UserId.parse(userId);
        Uni<Void> permitted = asking.equals(user) ? Uni.createFrom().voidItem() : accounts.requireAdministrator(asking);
        return permitted.chain(() -> accounts.find(user)).invoke(found -> {
            if (found.isEmpty()) {
                throw MatrixException.notFound("There is no such user on this server.");
            }
        }).chain(() -> devices.list(user)).map(all -> answer(user, all));
    }

    private static ObjectNode answer(UserId user, List<Device> devices) {
        ObjectNode answer = JsonNodes.object().put("user_id", user.value());
        ObjectNode byId = answer.putObject("devices");
        devices.forEach(device -> {
            ObjectNode connection = byId.putObject(device.id().value()).putArray("sessions").addObject().putArray("connections").addObject();
            device.lastSeenAddress().ifPresent(address -> connection.put("ip", address));
            device.lastSeen().ifPresent(seen -> connection.put("last_seen", seen));
        });
        return answer;
    }
}
