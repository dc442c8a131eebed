package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.event.RemotePolicy;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;

/** Spec: server-server-api, "POST /_matrix/policy/v1/sign". */
@ApplicationScoped
class HttpRemotePolicy implements RemotePolicy {

    private static final String SIGN = "/_matrix/policy/v1/sign";
    /** Whoever sends a message waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MAX_BYTES = 64L * 1024;

    private final FederationClient client;

    HttpRemotePolicy(FederationClient client) {
        this.client = client;
    }

    @Override
    public Uni<JsonNode> sign(ServerName policyServer, Pdu event) {
        return client.json(new RemoteRequest(policyServer, "POST", SIGN, Optional.of(event.canonical()), Optional.of(PATIENCE), MAX_BYTES));
    }
}
