package org.colloque.bridge.federation.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.colloque.bridge.federation.PeerSigns;
import org.colloque.messaging.database.Notifications;
import org.colloque.protocol.id.ServerName;

/** A server that speaks to us is there: what waits for it is sent at once, by whichever node sends to it. */
@ApplicationScoped
class PeerSignals implements PeerSigns {

    private static final String CHANNEL = "colloque_peer_alive";

    private final Destinations destinations;
    private final Notifications notifications;
    private final Cache<ServerName, Boolean> told = Caffeine.newBuilder()
            .maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(5)).build();

    PeerSignals(Destinations destinations, Notifications notifications) {
        this.destinations = destinations;
        this.notifications = notifications;
    }

    void start(@Observes StartupEvent event) {
        notifications.listen(CHANNEL, server -> destinations.alive(new ServerName(server)), () -> { });
    }

    @Override
    public void spoke(ServerName server) {
        if (destinations.sendsTo(server)) {
            destinations.alive(server);
        } else if (told.asMap().putIfAbsent(server, true) == null) {
            notifications.send(CHANNEL, server.value()).subscribe().with(done -> { }, failure -> { });
        }
    }
}
