package org.colloque.bridge.federation.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.nio.charset.StandardCharsets;
import org.colloque.bridge.federation.Edus;
import org.colloque.bridge.federation.RoomServers;
import org.colloque.messaging.database.Notifications;
import org.colloque.messaging.typing.TypingChanged;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.logging.Logger;

/** Tells other servers who is typing here, through whichever nodes send to them. Spec: server-server-api, "Typing Notifications". */
@ApplicationScoped
class TypingOut {

    private static final Logger LOG = Logger.getLogger(TypingOut.class);
    private static final String CHANNEL = "colloque_typing_out";

    private final Destinations destinations;
    private final RoomServers servers;
    private final Notifications notifications;

    TypingOut(Destinations destinations, RoomServers servers, Notifications notifications) {
        this.destinations = destinations;
        this.servers = servers;
        this.notifications = notifications;
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(CHANNEL, this::heard, () -> { });
    }

    void changed(@ObservesAsync TypingChanged change) {
        ObjectNode message = JsonNodes.object().put("room", change.room().value()).put("user", change.user().value())
                .put("typing", change.typing());
        servers.in(change.room())
                .chain(in -> in.isEmpty() ? Uni.createFrom().voidItem() : notifications.sendAside(CHANNEL, message.toString()))
                .subscribe().with(done -> { }, failure -> LOG.debugf("Nobody was told who types: %s", failure.getMessage()));
    }

    /** Every node hears it; each sends to its own destinations. */
    private void heard(String payload) {
        ObjectNode message = MatrixJson.parseTrusted(payload.getBytes(StandardCharsets.UTF_8));
        RoomId room = new RoomId(message.path("room").asText());
        UserId user = new UserId(message.path("user").asText());
        byte[] edu = Edus.typing(room, user, message.path("typing").asBoolean());
        servers.in(room).subscribe().with(
                in -> in.forEach(server -> destinations.ephemeral(server, room + " " + user, edu)),
                failure -> LOG.debugf("The servers of a room could not be read: %s", failure.getMessage()));
    }
}
