package org.colloque.messaging.presence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.database.Notifications;
import org.colloque.messaging.stream.EphemeralSerial;
import org.colloque.messaging.stream.Waiters;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.jboss.logging.Logger;

/**
 * Keeps who is online, in memory, and tells the other nodes of what people set themselves. Spec: client-server-api, "Presence".
 */
@ApplicationScoped
public class PresenceService {

    private static final Logger LOG = Logger.getLogger(PresenceService.class);
    private static final String CHANNEL = "colloque_presence";
    private static final Duration KEPT = Duration.ofHours(1);
    private static final long SWEEP_MILLISECONDS = 60_000;

    private final EphemeralSerial serials;
    private final Waiters waiters;
    private final Notifications notifications;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();
    private final Map<UserId, Presence> known = new ConcurrentHashMap<>();

    PresenceService(EphemeralSerial serials, Waiters waiters, Notifications notifications, Clock clock) {
        this.serials = serials;
        this.waiters = waiters;
        this.notifications = notifications;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        notifications.listen(CHANNEL, this::heard, () -> { });
        vertx.setPeriodic(SWEEP_MILLISECONDS, ignored -> known.values()
                .removeIf(presence -> presence.lastActive() < clock.millis() - KEPT.toMillis()));
    }

    public Optional<Presence> of(UserId user) {
        return Optional.ofNullable(known.get(user));
    }

    /** What a local user sets. The other nodes are told aside: nobody waits for it. */
    public void set(UserId user, String state, Optional<String> message) {
        note(user, state, message);
        ObjectNode text = JsonNodes.object().put("node", node).put("user", user.value()).put("state", state);
        message.ifPresent(words -> text.put("message", words));
        notifications.send(CHANNEL, text.toString()).subscribe().with(done -> { },
                failure -> LOG.debugf("Other nodes were not told who is online: %s", failure.toString()));
    }

    /** What another server says of its user. Spec: server-server-api, "Presence". */
    public Uni<Void> received(ServerName origin, UserId user, String state, Optional<String> message) {
        if (user.isOn(origin)) {
            note(user, state, message);
        }
        return Uni.createFrom().voidItem();
    }

    private void note(UserId user, String state, Optional<String> message) {
        known.put(user, new Presence(state, message, clock.millis(), serials.next()));
        waiters.wakeUsers(List.of(user));
    }

    private void heard(String payload) {
        ObjectNode text = MatrixJson.parseTrusted(payload.getBytes(StandardCharsets.UTF_8));
        if (!text.path("node").asText().equals(node)) {
            note(UserId.parse(text.path("user").asText()), text.path("state").asText(), JsonNodes.text(text, "message"));
        }
    }
}
