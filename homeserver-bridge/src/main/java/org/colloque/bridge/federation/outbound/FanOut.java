package org.colloque.bridge.federation.outbound;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.colloque.bridge.federation.RoomServers;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.keys.DeviceListChange;
import org.colloque.messaging.receipt.ReceiptChange;
import org.colloque.messaging.stream.Change;
import org.colloque.messaging.stream.ChangeListener;
import org.colloque.messaging.todevice.OutboxChange;
import org.colloque.protocol.id.ServerName;
import org.jboss.logging.Logger;

/**
 * Hears of what happens here and wakes the destinations that it concerns. It reads nothing: the queues do, from their cursors. What other
 * servers' users say concerns none, as their own servers send it; only memberships may have been handed in to us to be passed on.
 */
@ApplicationScoped
class FanOut implements ChangeListener {

    private static final Logger LOG = Logger.getLogger(FanOut.class);

    private final Destinations destinations;
    private final RoomServers servers;
    private final Context context;
    private final ServerName ownName;
    /** Wakes whose destinations are still being looked up. */
    private final AtomicInteger open = new AtomicInteger();

    FanOut(Destinations destinations, RoomServers servers, Vertx vertx, ServerConfig server) {
        this.destinations = destinations;
        this.servers = servers;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.ownName = server.serverName();
    }

    /** Later, when every cache has taken note of the changes. */
    @Override
    public void changed(List<Change> changes) {
        context.runOnContext(ignored -> {
            changes.forEach(this::wake);
            if (open.get() == 0) {
                destinations.settled(changes.getLast().position());
            }
        });
    }

    @Override
    public void reset() {
        context.runOnContext(ignored -> destinations.wakeAll());
    }

    private void wake(Change change) {
        long position = change.position();
        switch (change) {
            case RoomEventChange event when event.member().isPresent() || event.pdu().sender().isOn(ownName) -> {
                event.member().ifPresent(user -> destinations.wake(user.server(), position));
                wake(servers.in(event.roomNumber()), position);
            }
            case OutboxChange waiting -> destinations.wakeAny(waiting.destination(), position);
            case ReceiptChange receipt -> receipt.rooms().forEach(room -> wake(servers.in(room), position));
            case DeviceListChange devices when devices.local() -> devices.rooms().forEach(room -> wake(servers.in(room), position));
            default -> { }
        }
    }

    private void wake(Uni<Set<ServerName>> concerned, long position) {
        open.incrementAndGet();
        concerned.subscribe().with(
                in -> {
                    in.forEach(server -> destinations.wake(server, position));
                    open.decrementAndGet();
                },
                failure -> {
                    LOG.debugf("The servers of a room could not be read: %s", failure.getMessage());
                    destinations.wakeAll();
                    open.decrementAndGet();
                });
    }
}
