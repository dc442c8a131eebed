package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.keys.RemoteDeviceLists;
import org.colloque.protocol.id.ServerName;

/** Changed cross-signing keys of users of other servers. Spec: server-server-api, "End-to-End Encryption". */
@ApplicationScoped
class SigningKeyReceiver implements EduReceiver {

    private final RemoteDeviceLists lists;

    SigningKeyReceiver(RemoteDeviceLists lists) {
        this.lists = lists;
    }

    @Override
    public String type() {
        return "m.signing_key_update";
    }

    @Override
    public Uni<Void> receive(ServerName origin, ObjectNode content) {
        return lists.signingKeyUpdate(origin, content);
    }
}
