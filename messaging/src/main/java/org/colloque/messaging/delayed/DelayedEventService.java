package org.colloque.messaging.delayed;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.accounts.TokenSecrets;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.delayed.DelayedEvent.Finalised;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.UserId;

/**
 * Delayed events: scheduled, and until their time restarted, cancelled or sent at once. Whoever knows a delay id may manage the
 * event, so that a client can entrust it to somebody else.
 *
 * <p>Spec: MSC4140, "Scheduling a delayed event", "Managing scheduled delayed events".
 */
@ApplicationScoped
public class DelayedEventService {

    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;

    private final DelayedEventStore store;
    private final DelayedSending sending;
    private final DelayedEventTimer timer;
    private final TokenSecrets secrets;
    private final ServerConfig.DelayedEvents config;
    private final Clock clock;

    DelayedEventService(DelayedEventStore store, DelayedSending sending, DelayedEventTimer timer, TokenSecrets secrets,
            ServerConfig config, Clock clock) {
        this.store = store;
        this.sending = sending;
        this.timer = timer;
        this.secrets = secrets;
        this.config = config.delayedEvents();
        this.clock = clock;
    }

    /**
     * Schedules an event and answers its delay id; one statement. Whether the sender may send it is decided when it is sent. Fails
     * with {@code M_INVALID_PARAM} when the delay is not above zero, {@code M_UNKNOWN} with the longest delay when it is too long,
     * {@code M_LIMIT_EXCEEDED} when the sender has too many.
     */
    public Uni<String> schedule(DelayedDraft draft) {
        if (draft.delay() <= 0) {
            throw MatrixException.invalidParam("The delay must be above zero.");
        }
        if (draft.delay() > config.maxDelay().toMillis()) {
            throw new MatrixException(Errcode.M_UNKNOWN, "The delay is longer than this server allows.").withStatus(BAD_REQUEST)
                    .with("org.matrix.msc4140.errcode", "M_MAX_DELAY_EXCEEDED")
                    .with("org.matrix.msc4140.max_delay", config.maxDelay().toMillis());
        }
        long now = clock.millis();
        return store.add(secrets.token("cld_"), draft, now, config.maxScheduled()).chain(added -> added
                .map(id -> Uni.createFrom().item(id).invoke(() -> timer.dueAt(now + draft.delay())))
                .orElseGet(() -> tooMany(draft.sender().user(), now)));
    }

    /** Lets the delay begin again. Fails with {@code M_NOT_FOUND} when there is no such event any more. */
    public Uni<Void> restart(String delayId) {
        return store.restart(delayId, clock.millis()).chain(due -> {
            due.ifPresent(timer::dueAt);
            return due.isPresent() ? Uni.createFrom().voidItem() : existing(delayId).invoke(event -> {
                if (event.finalised().map(Finalised::sent).orElse(true)) {
                    throw MatrixException.notFound("The delayed event has been sent.");
                }
                throw conflict("The delayed event has been cancelled.");
            }).replaceWithVoid();
        });
    }

    /** Ends it without sending; once more does no harm. Fails with {@code M_NOT_FOUND}, or 409 when it has been sent. */
    public Uni<Void> cancel(String delayId) {
        return store.cancel(delayId, clock.millis()).chain(cancelled -> cancelled ? Uni.createFrom().voidItem()
                : existing(delayId).invoke(event -> {
                    if (event.finalised().map(Finalised::sent).orElse(true)) {
                        throw conflict("The delayed event has been sent.");
                    }
                }).replaceWithVoid());
    }

    /**
     * Sends it now; once more does no harm. Fails with {@code M_NOT_FOUND}, 409 when it has been cancelled, or as the send does: the
     * event stays scheduled then.
     */
    public Uni<Void> send(String delayId) {
        return store.claim(delayId, clock.millis() + DelayedSending.CLAIM.toMillis()).chain(claimed -> claimed
                .map(event -> sending.send(event).onFailure().call(() -> store.release(delayId)))
                .orElseGet(() -> existing(delayId).invoke(event -> {
                    if (!event.finalised().map(Finalised::sent).orElse(false)) {
                        throw conflict("The delayed event has been cancelled.");
                    }
                }).replaceWithVoid()));
    }

    /** The scheduled events of somebody, the next one first. */
    public Uni<List<DelayedEvent>> scheduled(UserId sender) {
        return store.scheduled(sender);
    }

    /** The event with this id, scheduled or finalised within the last days. */
    public Uni<Optional<DelayedEvent>> find(String delayId) {
        return store.find(delayId);
    }

    private Uni<DelayedEvent> existing(String delayId) {
        return store.find(delayId).map(found -> found.orElseThrow(() -> MatrixException.notFound("There is no such delayed event.")));
    }

    private Uni<String> tooMany(UserId sender, long now) {
        return store.scheduled(sender).map(events -> {
            long wait = events.stream().findFirst().map(next -> Math.max(0, next.due() - now)).orElse(0L);
            throw MatrixException.limitExceeded(wait);
        });
    }

    private static MatrixException conflict(String sentence) {
        return new MatrixException(Errcode.M_UNKNOWN, sentence).withStatus(CONFLICT);
    }
}
