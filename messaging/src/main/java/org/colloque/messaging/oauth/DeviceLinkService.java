package org.colloque.messaging.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.protocol.id.DeviceId;

/** Lets in devices without a browser of their own. Spec: client-server-api, "Device authorisation grant"; RFC 8628. */
@ApplicationScoped
public class DeviceLinkService {

    private final ClientService clients;
    private final DeviceAuthorizations waiting;

    DeviceLinkService(ClientService clients, DeviceAuthorizations waiting) {
        this.clients = clients;
        this.waiting = waiting;
    }

    /** Codes for a device that wants to be let in. Fails with {@code invalid_client}, {@code unauthorized_client}, {@code invalid_scope}. */
    public Uni<DeviceAuthorizations.Codes> ask(Parameters given) {
        Scope scope = Scope.read(given.get("scope"));
        return clients.get(given.get("client_id")).chain(client -> {
            if (!client.uses(ClientMetadata.DEVICE_GRANT)) {
                throw new OAuthException("unauthorized_client", "The client did not register for this grant type.");
            }
            return waiting.issue(client, scope);
        });
    }

    /** What waits under this code; empty when nothing does. */
    public Uni<Optional<DeviceAuthorizations.Waiting>> find(String userCode) {
        return waiting.find(userCode).chain(found -> found.isEmpty() ? Uni.createFrom().item(Optional.empty())
                : clients.find(found.get().text(0)).map(client ->
                        client.map(known -> new DeviceAuthorizations.Waiting(known, new DeviceId(found.get().text(1))))));
    }
}
