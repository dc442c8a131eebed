package org.colloque.messaging.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;

/** Port: policy servers. Spec: server-server-api, "Asking for a Policy Server signature on an event". */
public interface RemotePolicy {

    /**
     * Asks a server to sign an event: by server, key and signature, unchecked. A refusal fails with the server's own errcode and sentence, a
     * server that cannot be reached with {@code M_CONNECTION_FAILED}.
     */
    Uni<JsonNode> sign(ServerName policyServer, Pdu event);
}
