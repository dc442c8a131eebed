package org.colloque.messaging.accounts;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.colloque.messaging.accounts.DeviceStore.Sighting;
import org.colloque.messaging.http.Requester;
import org.jboss.logging.Logger;

/** Remembers when and from where devices were last seen, and writes it down once a minute: never while a request waits. */
@Singleton
public class LastSeen {

    private static final Logger LOG = Logger.getLogger(LastSeen.class);
    private static final long INTERVAL = Duration.ofMinutes(1).toMillis();

    private final DeviceStore devices;
    private final Clock clock;
    private final Map<Requester, Sighting> pending = new ConcurrentHashMap<>();

    LastSeen(DeviceStore devices, Clock clock) {
        this.devices = devices;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(INTERVAL, timer -> flush().subscribe().with(
                ignored -> { }, failure -> LOG.warn("When devices were last seen could not be written down", failure)));
    }

    /** Takes note, in memory. */
    public void saw(Requester requester, String address) {
        pending.put(requester, new Sighting(requester.user(), requester.device(), clock.millis(), address));
    }

    /** Writes down what is remembered. */
    Uni<Void> flush() {
        List<Sighting> sightings = new ArrayList<>();
        pending.forEach((requester, sighting) -> {
            if (pending.remove(requester, sighting)) {
                sightings.add(sighting);
            }
        });
        return sightings.isEmpty() ? Uni.createFrom().voidItem() : devices.seen(sightings);
    }
}
