package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.colloque.messaging.space.RemoteSpaces;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** Spaces of other servers over the server-server API; answers are kept for a few minutes. */
@ApplicationScoped
class HttpRemoteSpaces implements RemoteSpaces {

    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MOST_KEPT = 200;
    private static final long LARGEST_ANSWER = 2L * 1024 * 1024;

    private final FederationClient client;
    private final Cache<Asked, ObjectNode> answers = Caffeine.newBuilder().maximumSize(MOST_KEPT).expireAfterWrite(KEPT).build();

    private record Asked(ServerName server, RoomId room, boolean suggestedOnly) {
    }

    HttpRemoteSpaces(FederationClient client) {
        this.client = client;
    }

    @Override
    public Uni<ObjectNode> hierarchy(ServerName server, RoomId room, boolean suggestedOnly) {
        Asked asked = new Asked(server, room, suggestedOnly);
        ObjectNode kept = answers.getIfPresent(asked);
        return kept != null ? Uni.createFrom().item(kept)
                : client.object(RemoteRequest.get(server, "/_matrix/federation/v1/hierarchy/" + RemoteRequest.encode(room)
                        + "?suggested_only=" + suggestedOnly).atMost(LARGEST_ANSWER)).invoke(answer -> answers.put(asked, answer));
    }
}
