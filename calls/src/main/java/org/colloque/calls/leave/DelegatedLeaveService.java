package org.colloque.calls.leave;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.calls.livekit.SfuReport;
import org.colloque.messaging.delayed.DelayedEvent;
import org.colloque.messaging.delayed.DelayedEventService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/**
 * Watches over people in calls, so that they leave when their connection does. Spec: MSC4195, "Optional Delegated MatrixRTC
 * Membership Lifecycle Tracking using Cancellable Delayed Events".
 */
@ApplicationScoped
public class DelegatedLeaveService {

    private static final Logger LOG = Logger.getLogger(DelegatedLeaveService.class);

    private final DelegatedLeaveStore store;
    private final DelayedEventService events;
    private final LeaveCheck check;
    private final DelegatedLeaveTimer timer;

    DelegatedLeaveService(DelegatedLeaveStore store, DelayedEventService events, LeaveCheck check, DelegatedLeaveTimer timer) {
        this.store = store;
        this.events = events;
        this.check = check;
        this.timer = timer;
    }

    /** A delayed event that somebody delegates; the client says its delay in milliseconds too. */
    public record Wish(String delayId, Optional<Long> delay) {
    }

    /**
     * Takes over a delayed event of this user in this room, instead of any that was taken over for this participant before. Fails
     * with {@code M_BAD_JSON} when there is no such event.
     */
    public Uni<Void> delegate(UserId user, RoomId room, String sfuRoom, String participant, Wish wish) {
        return events.find(wish.delayId()).chain(found -> {
            DelayedEvent event = found.filter(delayed -> delayed.finalised().isEmpty()
                            && delayed.sender().equals(user) && delayed.room().equals(room))
                    .orElseThrow(() -> MatrixException.badJson("You have no such delayed event in this room."));
            long delay = Math.min(event.delay(), wish.delay().orElse(Long.MAX_VALUE));
            return begin(new DelegatedLeave(sfuRoom, participant, wish.delayId(), delay, Optional.empty()));
        });
    }

    /** Takes note of what LiveKit says about a participant. */
    public Uni<Void> reported(SfuReport report) {
        return store.find(report.room(), report.participant()).chain(found -> found.map(leave -> switch (report) {
            case SfuReport.Joined joined -> check.present(leave, joined.session()).invoke(() -> timer.dueAt(check.next(leave)));
            case SfuReport.Left left -> check.sessionOver(leave, left.session());
        }).orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> begin(DelegatedLeave leave) {
        long next = check.next(leave);
        return store.put(leave, next).invoke(() -> timer.dueAt(next))
                .chain(() -> check.firstCheck(leave).onFailure().recoverWithUni(failure -> {
                    LOG.warnf("A participant of a call could not be looked up: %s", failure.getMessage());
                    return Uni.createFrom().voidItem();
                }));
    }
}
