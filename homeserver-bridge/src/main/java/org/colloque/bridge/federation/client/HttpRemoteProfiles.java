package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.profile.RemoteProfiles;
import org.colloque.protocol.id.UserId;

/** Profiles of other servers' users over the server-server API. */
@ApplicationScoped
class HttpRemoteProfiles implements RemoteProfiles {

    private final FederationClient client;

    HttpRemoteProfiles(FederationClient client) {
        this.client = client;
    }

    @Override
    public Uni<ObjectNode> query(UserId user, Optional<String> field) {
        String target = "/_matrix/federation/v1/query/profile?user_id=" + RemoteRequest.encode(user)
                + field.map(name -> "&field=" + RemoteRequest.encode(name)).orElse("");
        return client.object(RemoteRequest.get(user.server(), target));
    }
}
