package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.keys.RemoteDeviceList.RemoteDevice;
import org.colloque.messaging.keys.RemoteDeviceStore.Outcome;
import org.colloque.messaging.keys.RemoteDeviceStore.Update;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/**
 * Takes in what other servers tell of their users' devices. Spec: server-server-api, "Device Management" and "End-to-End
 * Encryption".
 */
@ApplicationScoped
public class RemoteDeviceLists {

    private static final Logger LOG = Logger.getLogger(RemoteDeviceLists.class);

    private final RemoteDeviceStore store;
    private final RemoteDevices remote;

    RemoteDeviceLists(RemoteDeviceStore store, RemoteDevices remote) {
        this.store = store;
        this.remote = remote;
    }

    /**
     * Takes in the content of an {@code m.device_list_update}; after a gap the list is fetched anew in the background. Fails with
     * {@code M_FORBIDDEN} when the user is not of the server that sent it.
     */
    public Uni<Void> deviceListUpdate(ServerName origin, ObjectNode content) {
        JsonBody body = new JsonBody(content);
        UserId user = userOf(origin, body);
        RemoteDevice device = RemoteDeviceList.device(user, body.text("device_id"), content.path("keys"),
                content.path("device_display_name")).orElseGet(() -> withoutKeys(body));
        Update update = new Update(body.integer("stream_id"), previous(content), device, body.flag("deleted", false));
        return store.update(user, update).invoke(outcome -> {
            if (outcome == Outcome.GAP) {
                fetchAnew(user);
            }
        }).replaceWithVoid();
    }

    /** Takes in the content of an {@code m.signing_key_update}. Fails with {@code M_FORBIDDEN} when the user is not of the server. */
    public Uni<Void> signingKeyUpdate(ServerName origin, ObjectNode content) {
        UserId user = userOf(origin, new JsonBody(content));
        Map<KeyUsage, CrossSigningKey> keys =
                RemoteDeviceList.crossSigning(user, content.path("master_key"), content.path("self_signing_key"));
        return keys.isEmpty() ? Uni.createFrom().voidItem() : store.updateKeys(user, keys);
    }

    private void fetchAnew(UserId user) {
        remote.devices(user)
                .map(answer -> RemoteDeviceList.fromDevices(user, answer))
                .chain(list -> store.keep(List.of(list), Long.MAX_VALUE))
                .subscribe().with(ignored -> { }, failure ->
                        LOG.infof("The device list of %s could not be fetched and stays out of date: %s", user, failure.getMessage()));
    }

    private static UserId userOf(ServerName origin, JsonBody content) {
        UserId user = UserId.parse(content.text("user_id"));
        if (!user.isOn(origin)) {
            throw MatrixException.forbidden("A server speaks for its own users alone.");
        }
        return user;
    }

    private static RemoteDevice withoutKeys(JsonBody body) {
        return new RemoteDevice(DeviceId.parse(body.text("device_id")), Optional.empty(), Optional.empty());
    }

    private static List<Long> previous(ObjectNode content) {
        List<Long> previous = new ArrayList<>();
        for (JsonNode id : content.path("prev_id")) {
            previous.add(id.asLong());
        }
        return previous;
    }
}
