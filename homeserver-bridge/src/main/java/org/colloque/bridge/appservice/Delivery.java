package org.colloque.bridge.appservice;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.colloque.bridge.appservice.QueueStore.Prepared;
import org.colloque.bridge.appservice.ServiceQueue.Underway;
import org.colloque.bridge.appservice.TransactionReader.Place;
import org.colloque.bridge.egress.EgressException;
import org.colloque.bridge.egress.EgressResponse;
import org.colloque.messaging.appservice.ApplicationService;
import org.jboss.logging.Logger;

/** What a queue needs to send: reading, keeping, sending, and the waits after failures. */
@ApplicationScoped
class Delivery {

    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SHORTEST_WAIT = Duration.ofSeconds(1).toMillis();
    private static final long LONGEST_WAIT = Duration.ofMinutes(5).toMillis();
    private static final double JITTER = 0.2;

    private final TransactionReader reader;
    private final QueueStore store;
    private final MemberStore members;
    private final ServiceClient client;
    private final Passing passing;
    private final Clock clock;
    private final SecureRandom random;
    private final String node = UUID.randomUUID().toString();

    Delivery(TransactionReader reader, QueueStore store, MemberStore members, ServiceClient client, Passing passing, Clock clock,
            SecureRandom random) {
        this.reader = reader;
        this.store = store;
        this.members = members;
        this.client = client;
        this.passing = passing;
        this.clock = clock;
        this.random = random;
    }

    /** What this node calls itself. */
    String node() {
        return node;
    }

    RoomInterest interest(ApplicationService service) {
        return new RoomInterest(service, members);
    }

    long newestSerial() {
        return passing.newest();
    }

    boolean maySend(long leaseUntil, long retryAt) {
        long now = clock.millis();
        return now < leaseUntil && now >= retryAt;
    }

    /** Reads what comes next and keeps it. Fails when another node speaks to the service meanwhile. */
    Uni<Prepared> prepare(Place place, RoomInterest interest, long serial) {
        interest.tidy();
        return reader.next(place, interest, passing.after(serial)).chain(prepared -> prepared.isNothing()
                ? Uni.createFrom().item(prepared) : store.keep(place.service().id(), node, prepared).map(kept -> {
                    if (!kept) {
                        throw new SpokenToElsewhere();
                    }
                    return prepared;
                }));
    }

    /** The claim of this node was lost, or given back. */
    private static final class SpokenToElsewhere extends RuntimeException {

        SpokenToElsewhere() {
            super("another node speaks to it", null, false, false);
        }
    }

    /** Sends a transaction and notes that it was taken. Spec: application-service-api, "Pushing events", "Legacy routes". */
    Uni<Void> send(ApplicationService service, Underway transaction) {
        String path = "/transactions/" + transaction.id();
        return client.put(service, "/_matrix/app/v1" + path, transaction.body(), PATIENCE)
                .chain(answer -> ServiceClient.isUnknown(answer) ? client.put(service, path, transaction.body(), PATIENCE)
                        .map(older -> ServiceClient.isSuccess(older) ? older : answer) : Uni.createFrom().item(answer))
                .invoke(Delivery::requireSuccess)
                .chain(() -> store.taken(service.id(), node, transaction.number()));
    }

    private static void requireSuccess(EgressResponse answer) {
        if (!ServiceClient.isSuccess(answer)) {
            throw new EgressException(EgressException.Reason.UNREACHABLE, "it answered " + answer.status());
        }
    }

    long nextInterval(long last) {
        return last <= 0 ? SHORTEST_WAIT : Math.min(last * 2, LONGEST_WAIT);
    }

    /** When the service is to be tried again (milliseconds since the epoch); remembered over a restart. */
    long retryAt(ApplicationService service, long interval, Throwable failure) {
        long retryAt = clock.millis() + (long) (interval * (1 - JITTER + 2 * JITTER * random.nextDouble()));
        LOG.infof("The %s did not take a transaction (%s): next try in about %d ms", service, failure.getMessage(), interval);
        store.failed(service.id(), node, retryAt, interval).subscribe().with(done -> { },
                lost -> LOG.debugf("The wait of the %s was not kept: %s", service, lost.getMessage()));
        return retryAt;
    }

    long unread(ApplicationService service, Throwable failure) {
        if (failure instanceof SpokenToElsewhere) {
            LOG.debugf("Another node speaks to the %s", service);
        } else {
            LOG.warnf("What is for the %s could not be read, trying again: %s", service, failure.toString());
        }
        return clock.millis() + SHORTEST_WAIT;
    }
}
