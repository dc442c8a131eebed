package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.todevice.ToDeviceService;
import org.colloque.protocol.id.ServerName;

/** Messages to devices here. Spec: server-server-api, "Send-to-device messaging". */
@ApplicationScoped
class ToDeviceReceiver implements EduReceiver {

    private final ToDeviceService messages;

    ToDeviceReceiver(ToDeviceService messages) {
        this.messages = messages;
    }

    @Override
    public String type() {
        return "m.direct_to_device";
    }

    @Override
    public Uni<Void> receive(ServerName origin, ObjectNode content) {
        return messages.receive(origin, content);
    }
}
