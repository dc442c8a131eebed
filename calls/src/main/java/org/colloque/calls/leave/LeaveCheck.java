package org.colloque.calls.leave;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.colloque.calls.livekit.Sfu;
import org.colloque.messaging.delayed.DelayedEventService;
import org.colloque.messaging.error.MatrixException;

/**
 * Looks whether somebody is still in their call: if so, the delayed event that says that they left begins its delay again, well
 * before it runs out; if not any more, it is sent.
 */
@ApplicationScoped
class LeaveCheck {

    private static final long PERCENT_OF_DELAY = 80;
    private static final long RETRY_MILLISECONDS = 10_000;
    private static final int SERVER_ERROR = 500;

    private final DelegatedLeaveStore store;
    private final DelayedEventService events;
    private final Sfu sfu;
    private final Clock clock;

    LeaveCheck(DelegatedLeaveStore store, DelayedEventService events, Sfu sfu, Clock clock) {
        this.store = store;
        this.events = events;
        this.sfu = sfu;
        this.clock = clock;
    }

    /** When to look again after now: at 80 % of the delay. */
    long next(DelegatedLeave leave) {
        return clock.millis() + leave.delay() * PERCENT_OF_DELAY / 100;
    }

    /** Where the participant is; who never came is left to the delayed event itself. */
    Uni<Void> check(DelegatedLeave leave) {
        return sfu.session(leave.room(), leave.participant()).chain(session -> session
                .map(found -> present(leave, found))
                .orElseGet(() -> leave.session().isPresent() ? gone(leave) : store.remove(leave)));
    }

    /** As {@link #check}, for somebody who has only just delegated and may still come. */
    Uni<Void> firstCheck(DelegatedLeave leave) {
        return sfu.session(leave.room(), leave.participant()).chain(session -> session
                .map(found -> present(leave, found))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** The participant is connected. */
    Uni<Void> present(DelegatedLeave leave, String session) {
        return events.restart(leave.delayId()).chain(() -> store.seen(leave, session, next(leave)))
                .onFailure(LeaveCheck::isOver).recoverWithUni(() -> store.remove(leave));
    }

    /** The participant's connection is over. A leave that cannot be sent now is sent at a check soon. */
    Uni<Void> gone(DelegatedLeave leave) {
        return events.send(leave.delayId()).onFailure(LeaveCheck::isOver).recoverWithNull()
                .chain(() -> store.remove(leave))
                .onFailure().call(() -> store.seen(leave, leave.session().orElse(""), clock.millis() + RETRY_MILLISECONDS));
    }

    /** A session that LiveKit reports as over, when another one is not known to have taken its place. */
    Uni<Void> sessionOver(DelegatedLeave leave, String session) {
        Optional<String> known = leave.session();
        if (known.isPresent() && !known.get().equals(session)) {
            return Uni.createFrom().voidItem();
        }
        return sfu.session(leave.room(), leave.participant()).onFailure().recoverWithItem(Optional.empty())
                .chain(other -> other.filter(found -> !found.equals(session)).map(found -> present(leave, found))
                        .orElseGet(() -> gone(leave)));
    }

    /** The delayed event is sent, cancelled or forgotten, or its sender may not send it any more: nothing is left to do. */
    private static boolean isOver(Throwable failure) {
        return failure instanceof MatrixException refusal && refusal.status() < SERVER_ERROR;
    }
}
