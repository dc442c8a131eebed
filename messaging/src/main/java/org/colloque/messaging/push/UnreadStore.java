package org.colloque.messaging.push;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Unread counts in the database, and how far the log was read for them. */
public interface UnreadStore {

    /**
     * One step of counting: reads the events after the cursor (at most some), lets {@code count} say whom they notify, adds that,
     * wakes the pushers of those who were notified or have read, and moves the cursor; all or nothing. False when there is nothing to
     * do, or another node is at it.
     */
    Uni<Boolean> step(long upTo, Function<Step, Uni<Counted>> count);

    /** Events, and the local members of their rooms with their push rules as stored. */
    record Step(List<RoomEventChange> events, List<Member> members) {
    }

    /**
     * A local user who is in a room or invited there.
     *
     * @param rulesPosition the position of the stored push rules; 0 when there are none
     * @param rules         the stored push rules
     * @param joined        false for those who are only invited
     * @param pushes        whether the user has pushers
     */
    record Member(RoomId room, UserId user, long rulesPosition, byte[] rules, boolean joined, boolean pushes) {
    }

    /** What a run of events does: to the counts, and what is to be pushed. */
    record Counted(List<Tally> tallies, List<Notification> notifications) {
    }

    /**
     * What events do to a user's count in a thread: those that the user wrote end what came before, the others notify.
     *
     * @param wroteAt     the position of the last event that the user wrote, if any
     * @param notified    the positions, after that, of what notifies
     * @param highlighted those of them that highlight
     */
    record Tally(UserId user, RoomId room, String thread, OptionalLong wroteAt, List<Long> notified, List<Long> highlighted) {
    }
}
