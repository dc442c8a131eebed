package org.colloque.messaging.mail;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import org.colloque.messaging.clock.Alarm;
import org.colloque.messaging.database.Notifications;
import org.colloque.messaging.flow.InTurn;
import org.colloque.messaging.mail.MailOutbox.Claim;
import org.colloque.messaging.mail.MailRelay.RefusedMailException;
import org.jboss.logging.Logger;

/**
 * Hands mail to the mail server; while that is down, mail waits, longer each time, until it is of no use any more. A crash between the hand-over and
 * the note of it sends one mail twice, under the same id.
 */
@ApplicationScoped
class MailDelivery {

    private static final Logger LOG = Logger.getLogger(MailDelivery.class);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final long LEASE_MILLISECONDS = Duration.ofMinutes(2).toMillis();
    private static final long FIRST_WAIT = Duration.ofSeconds(2).toMillis();
    private static final long LONGEST_WAIT = Duration.ofMinutes(5).toMillis();
    private static final int BATCH = 20;

    private final MailOutbox outbox;
    private final MailRelay relay;
    private final Clock clock;
    private final Alarm alarm;

    MailDelivery(MailOutbox outbox, MailRelay relay, Clock clock, Vertx vertx) {
        this.outbox = outbox;
        this.relay = relay;
        this.clock = clock;
        this.alarm = new Alarm(vertx, clock, LOOK, this::pass);
    }

    void start(@Observes StartupEvent event, Notifications notifications) {
        if (relay.isThere()) {
            notifications.listen(MailOutbox.CHANNEL, ignored -> alarm.dueAt(clock.millis()), () -> alarm.dueAt(clock.millis()));
            alarm.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        alarm.stop();
    }

    private Uni<OptionalLong> pass() {
        long now = clock.millis();
        return outbox.claim(now, now + LEASE_MILLISECONDS, BATCH)
                .chain(claims -> InTurn.each(claims, this::send))
                .chain(outbox::nextDue);
    }

    private Uni<Void> send(Claim claim) {
        if (claim.mail().expires() <= clock.millis()) {
            LOG.warnf("A mail was given up: the mail server took it at no time");
            return outbox.remove(claim);
        }
        return Uni.createFrom().deferred(() -> relay.send(claim.mail()))
                .chain(() -> outbox.remove(claim))
                .onFailure(RefusedMailException.class).recoverWithUni(refusal -> refused(claim, refusal))
                .onFailure().recoverWithUni(failure -> later(claim, failure));
    }

    private Uni<Void> refused(Claim claim, Throwable refusal) {
        LOG.infof("The mail server refuses a mail for good: %s", refusal.getMessage());
        return outbox.remove(claim);
    }

    private Uni<Void> later(Claim claim, Throwable failure) {
        long pause = claim.pause() <= 0 ? FIRST_WAIT : Math.min(claim.pause() * 2, LONGEST_WAIT);
        LOG.warnf("A mail could not be sent (%s): next try in %d s", failure.getMessage(), pause / 1000);
        return outbox.postpone(claim, clock.millis() + pause, pause);
    }
}
