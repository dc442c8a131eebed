package org.colloque.calls.leave;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Keeps delegated leaves, one for each participant of a room. Each method is one statement. Times are milliseconds since the epoch. */
public interface DelegatedLeaveStore {

    /** Keeps it instead of an earlier one of the same participant. */
    Uni<Void> put(DelegatedLeave leave, long nextCheck);

    Uni<Optional<DelegatedLeave>> find(String room, String participant);

    /** Notes the session in which the participant was seen and when to look again, unless another leave took its place. */
    Uni<Void> seen(DelegatedLeave leave, String session, long nextCheck);

    /** Sets when to look again, unless another leave took its place. */
    Uni<Void> lookAgain(DelegatedLeave leave, long nextCheck);

    /** Forgets it, unless another leave took its place. */
    Uni<Void> remove(DelegatedLeave leave);

    /** Up to {@code limit} leaves whose check is due; nobody else gets them until {@code until}. */
    Uni<List<DelegatedLeave>> claimDue(long now, long until, int limit);

    /** When there is next something to check. */
    Uni<OptionalLong> nextCheck();
}
