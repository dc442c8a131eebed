package org.colloque.messaging.delayed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.colloque.messaging.delayed.DelayedEvent.Finalised;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.SendService;
import org.colloque.protocol.id.InvalidIdentifierException;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.InvalidJsonException;
import org.jboss.logging.Logger;

/**
 * Sends what fell due. The delay id is the transaction id of the send, so however often it is tried, and on however many nodes,
 * there is one event.
 */
@ApplicationScoped
class DelayedSending {

    /** How long a node has to send what it claimed. */
    static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Logger LOG = Logger.getLogger(DelayedSending.class);
    private static final int MAX_ATTEMPTS = 10;
    private static final String TRANSACTION_PREFIX = "delayed ";
    private static final int SERVER_ERROR = 500;

    private final DelayedEventStore store;
    private final SendService sending;
    private final Clock clock;

    DelayedSending(DelayedEventStore store, SendService sending, Clock clock) {
        this.store = store;
        this.sending = sending;
        this.clock = clock;
    }

    /** Sends a claimed event and finalises it. Fails as the send does, and leaves the event as it is then. */
    Uni<Void> send(DelayedEvent event) {
        return append(event).chain(sent -> store.finalise(event.delayId(), Finalised.sent(clock.millis(), sent.eventId())));
    }

    /**
     * As {@link #send}, for an event whose time has come: one that is refused is finalised with the refusal. After any other failure
     * the claim runs out and some node tries again, {@value #MAX_ATTEMPTS} times. Never fails.
     */
    Uni<Void> fire(DelayedEvent event) {
        return send(event).onFailure().recoverWithUni(failure -> failed(event, failure))
                .onFailure().invoke(failure -> LOG.warnf("A delayed event stays for another attempt: %s", failure.toString()))
                .onFailure().recoverWithNull().replaceWithVoid();
    }

    private Uni<EventRef> append(DelayedEvent event) {
        Requester sender = new Requester(event.sender(), event.device(), false);
        String transaction = TRANSACTION_PREFIX + event.delayId();
        return Uni.createFrom().deferred(() -> event.stateKey()
                .map(key -> sending.state(sender, event.room(), new StateKey(event.type(), key), event.content(), transaction))
                .orElseGet(() -> sending.message(sender, event.room(), event.type(), event.content(), transaction)));
    }

    private Uni<Void> failed(DelayedEvent event, Throwable failure) {
        Optional<ObjectNode> refusal = refusal(failure);
        if (refusal.isEmpty() && event.attempts() < MAX_ATTEMPTS) {
            return Uni.createFrom().failure(failure);
        }
        ObjectNode error = refusal.orElseGet(() -> new MatrixException(Errcode.M_UNKNOWN, "The event could not be sent.").body());
        return store.finalise(event.delayId(), Finalised.failed(clock.millis(), error));
    }

    /** The answer that says why this event will never be sent; empty when another attempt may go better. */
    private static Optional<ObjectNode> refusal(Throwable failure) {
        return switch (failure) {
            case MatrixException refused when refused.status() < SERVER_ERROR -> Optional.of(refused.body());
            case InvalidIdentifierException invalid -> Optional.of(MatrixException.invalidParam(invalid.getMessage()).body());
            case InvalidJsonException invalid -> Optional.of(MatrixException.badJson(invalid.getMessage()).body());
            default -> Optional.empty();
        };
    }
}
