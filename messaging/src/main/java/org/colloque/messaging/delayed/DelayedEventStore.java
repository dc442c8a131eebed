package org.colloque.messaging.delayed;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.delayed.DelayedEvent.Finalised;
import org.colloque.protocol.id.UserId;

/** Keeps delayed events. Each method is one statement. Times are milliseconds since the epoch. */
public interface DelayedEventStore {

    /**
     * Keeps a new event under this id and answers its id; for a transaction that was seen before the id of then. Empty when the
     * sender has {@code limit} scheduled events already.
     */
    Uni<Optional<String>> add(String delayId, DelayedDraft draft, long now, int limit);

    Uni<Optional<DelayedEvent>> find(String delayId);

    /** The scheduled events of a sender, the next one first. */
    Uni<List<DelayedEvent>> scheduled(UserId sender);

    /** Lets the delay begin again; answers the new time. Empty when it is finalised, being sent, or not known. */
    Uni<OptionalLong> restart(String delayId, long now);

    /** Finalises it as cancelled. False when it is finalised already, being sent, or not known. */
    Uni<Boolean> cancel(String delayId, long now);

    /** Claims a scheduled event until {@code until}, even one that is claimed: sending twice gives one event. */
    Uni<Optional<DelayedEvent>> claim(String delayId, long until);

    /**
     * Claims up to {@code limit} events that are due and that nobody has claimed, the earliest first. Also forgets those that were
     * finalised before {@code forget}.
     */
    Uni<List<DelayedEvent>> claimDue(long now, long until, long forget, int limit);

    /** Ends a claim without sending. */
    Uni<Void> release(String delayId);

    Uni<Void> finalise(String delayId, Finalised how);

    /** When there is next something to send. */
    Uni<OptionalLong> nextDue();
}
