package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.colloque.messaging.presence.Presence;
import org.colloque.messaging.presence.PresenceService;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Who is online on other servers. Spec: server-server-api, "Presence". */
@ApplicationScoped
class PresenceReceiver implements EduReceiver {

    private static final Set<String> STATES = Set.of(Presence.ONLINE, Presence.UNAVAILABLE, Presence.OFFLINE);
    private static final int MAX_USERS = 100;

    private final PresenceService presence;

    PresenceReceiver(PresenceService presence) {
        this.presence = presence;
    }

    @Override
    public String type() {
        return "m.presence";
    }

    @Override
    public Uni<Void> receive(ServerName origin, ObjectNode content) {
        Uni<Void> taken = Uni.createFrom().voidItem();
        int users = 0;
        for (JsonNode update : content.path("push")) {
            String state = update.path("presence").asText();
            if (STATES.contains(state) && users++ < MAX_USERS) {
                UserId user = new UserId(update.path("user_id").asText());
                taken = taken.chain(() -> presence.received(origin, user, state, JsonNodes.text(update, "status_msg")));
            }
        }
        return taken;
    }
}
