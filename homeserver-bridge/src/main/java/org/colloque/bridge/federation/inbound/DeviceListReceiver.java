package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.keys.RemoteDeviceLists;
import org.colloque.protocol.id.ServerName;

/** Changed devices of users of other servers. Spec: server-server-api, "Device Management". */
@ApplicationScoped
class DeviceListReceiver implements EduReceiver {

    private final RemoteDeviceLists lists;

    DeviceListReceiver(RemoteDeviceLists lists) {
        this.lists = lists;
    }

    @Override
    public String type() {
        return "m.device_list_update";
    }

    @Override
    public Uni<Void> receive(ServerName origin, ObjectNode content) {
        return lists.deviceListUpdate(origin, content);
    }
}
