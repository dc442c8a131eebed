package org.colloque.messaging.event.append;

import java.util.List;
import java.util.Map;
import org.colloque.messaging.event.PartialEntry;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.state.Snapshot;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.event.Pdu;

/**
 * What is to be added to one room, all or none, if the room's head still has the version that was decided upon.
 *
 * @param expectedVersion the version of the head that was decided upon; −1 when the room is to be made
 * @param head            the head afterwards
 * @param live            how many positions of the log it takes
 * @param stateChanges    the events that stand in slots of the current state now, by numbers; 0 removes a slot
 */
public record RoomAppend(long expectedVersion, RoomHead head, int live, List<NewEvent> events, List<Snapshot> snapshots,
        Map<Long, Long> stateChanges, List<MemberChange> members, List<NewTransaction> transactions, List<Link> links) {

    static final long NEW_ROOM = -1;

    /** The room's number. */
    public long room() {
        return head.number();
    }

    /**
     * A membership of the current state.
     *
     * @param ordinal the place of the event that brought it about
     */
    public record MemberChange(long member, String membership, long event, int ordinal, boolean local) {
    }

    /** What a client's transaction becomes. */
    public record NewTransaction(long sender, DeviceId device, String transactionId, long event) {
    }

    /** What connects an event with others. */
    public sealed interface Link {

        /** A previous event that is not held: backfill goes on from the child there. */
        record Missing(EventId event, long child) implements Link {
        }

        /** An event that was not held before is now. */
        record Arrived(EventId event) implements Link {
        }

        /** A redaction names what it redacts. */
        record Redacts(EventId target, long redaction) implements Link {
        }

        /** A redaction takes effect: the event is kept in its redacted form. */
        record Redacted(long target, long redaction, Pdu redactedForm) implements Link {
        }

        /**
         * A slot of the current state that changes without an event of its own arriving, at a place of its own in the log.
         *
         * @param event  the event that stands there now; 0 for none
         * @param before for members: the membership that clients were told of before, else null
         * @param now    for members: the membership now, else null
         */
        record Resolved(long slot, long event, int ordinal, String before, String now) implements Link {
        }

        /**
         * The room is entered with a part of its state, at a place of its own in the log.
         *
         * @param join the number of the join
         * @param base the number of the state before it
         */
        record Entered(long join, long base, PartialEntry from, int ordinal) implements Link {
        }

        /**
         * The room's state is whole, at a place of its own in the log; whoever was filling it is done.
         *
         * @param base what is added to the stored state of this number, and so to all that is stored as differences from it
         */
        record Whole(Snapshot base, int ordinal) implements Link {
        }

        /** What a user who is outside of the room may see of it. */
        record Stripped(long member, byte[] state) implements Link {
        }
    }
}
