package org.colloque.messaging.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.push.PusherStore.Claim;
import org.jboss.logging.Logger;

/**
 * Pushes what one pusher has to push, in order; a failure makes it wait, longer each time. What could not be pushed for a day is given up.
 * Spec: push-gateway-api, "Homeserver behaviour".
 */
@ApplicationScoped
class PushDelivery {

    /** Longer than one push may take. */
    static final long LEASE_MILLISECONDS = Duration.ofSeconds(30).toMillis();
    static final long LIFETIME_MILLISECONDS = Duration.ofDays(1).toMillis();

    private static final Logger LOG = Logger.getLogger(PushDelivery.class);
    private static final int BATCH = 20;
    private static final double JITTER = 0.2;

    private final PusherStore store;
    private final PushGateways gateways;
    private final PushBodies bodies;
    private final Clock clock;
    private final SecureRandom random;
    private final ServerConfig.Push config;

    PushDelivery(PusherStore store, PushGateways gateways, PushBodies bodies, Clock clock, SecureRandom random, ServerConfig config) {
        this.store = store;
        this.gateways = gateways;
        this.bodies = bodies;
        this.clock = clock;
        this.random = random;
        this.config = config.push();
    }

    /** Pushes everything that is there now, or a part of it; the claim then ends. */
    Uni<Void> deliver(Claim claim) {
        Progress progress = new Progress(claim);
        return store.pending(claim, clock.millis() - LIFETIME_MILLISECONDS, BATCH)
                .chain(pending -> InTurn.each(pending, notification -> push(progress, notification)).chain(() -> conclude(progress, pending)))
                .onFailure(RejectedException.class).recoverWithUni(() -> reject(claim))
                .onFailure(UndeliveredException.class).recoverWithUni(failure -> retryLater(progress, failure));
    }

    private Uni<Void> push(Progress progress, Notification notification) {
        Claim claim = progress.claim;
        return store.unread(claim.pusher().user()).chain(unread -> bodies.of(claim.pusher(), notification, unread)
                .chain(body -> body.isEmpty() ? Uni.createFrom().voidItem() : hand(progress, body.get()))
                .invoke(() -> progress.moved(notification.position(), unread))
                .chain(() -> store.pushed(claim, progress.position, unread, clock.millis() + LEASE_MILLISECONDS)));
    }

    private Uni<Void> conclude(Progress progress, List<Notification> pending) {
        Claim claim = progress.claim;
        return pending.size() == BATCH ? store.release(claim)
                : store.unread(claim.pusher().user()).chain(unread -> unread == progress.badge ? Uni.createFrom().voidItem() : badge(progress, unread))
                        .chain(() -> store.finished(claim));
    }

    private Uni<Void> badge(Progress progress, long unread) {
        Claim claim = progress.claim;
        return hand(progress, bodies.badge(claim.pusher(), unread))
                .chain(() -> store.pushed(claim, progress.position, unread, clock.millis() + LEASE_MILLISECONDS));
    }

    private Uni<Void> hand(Progress progress, ObjectNode body) {
        Pusher pusher = progress.claim.pusher();
        return Uni.createFrom().deferred(() -> gateways.notify(pusher.url(), body))
                .onFailure().transform(UndeliveredException::new)
                .invoke(rejected -> {
                    progress.wait = 0;
                    if (rejected.contains(pusher.key().pushkey())) {
                        throw new RejectedException();
                    }
                }).replaceWithVoid();
    }

    private Uni<Void> reject(Claim claim) {
        LOG.infof("A push key of %s is not valid any more: the pusher goes", claim.pusher().user());
        return store.remove(claim.pusher().user(), claim.pusher().key());
    }

    private Uni<Void> retryLater(Progress progress, Throwable failure) {
        long wait = progress.wait <= 0 ? config.retryMinimum().toMillis() : Math.min(progress.wait * 2, config.retryMaximum().toMillis());
        LOG.infof("Nothing could be pushed to %s (%s): next try in about %d ms", progress.claim.pusher().url().getHost(),
                failure.getMessage(), wait);
        long jittered = (long) (wait * (1 - JITTER + 2 * JITTER * random.nextDouble()));
        return store.failed(progress.claim, clock.millis() + jittered, wait);
    }

    /** How far a delivery has come. */
    private static final class Progress {

        private final Claim claim;
        private long position;
        private long badge;
        private long wait;

        Progress(Claim claim) {
            this.claim = claim;
            this.position = claim.position();
            this.badge = claim.badge();
            this.wait = claim.interval();
        }

        void moved(long to, long unread) {
            position = to;
            badge = unread;
        }
    }

    /** The gateway knows the push key no more. */
    private static final class RejectedException extends RuntimeException {

        RejectedException() {
            super("the push key is not valid", null, false, false);
        }
    }

    /** The gateway did not take the notification. */
    private static final class UndeliveredException extends RuntimeException {

        UndeliveredException(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }
}
