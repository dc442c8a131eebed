package org.colloque.messaging.receipt;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.colloque.protocol.id.RoomId;

/** Receipts, one for each room, user, type and thread. */
public interface ReceiptStore {

    /**
     * Moves receipts forward; those that would move back, or whose user is not joined to the room, change nothing. Unread counts go
     * down with them: to 0, or at least to the number of messages that came later. Takes positions of the log and notifies, in one statement. Answers one outcome for each, in order.
     */
    Uni<List<Outcome>> move(List<Receipt> receipts);

    /** The receipts of these rooms that moved after one position of the log, and at or below another. */
    Uni<List<Receipt>> ofRooms(Collection<RoomId> rooms, long after, long upTo);

    /** What became of a receipt. */
    enum Outcome {
        MOVED,
        /** The receipt is further on already. */
        BEHIND,
        /** The user is not joined to the room. */
        NOT_JOINED
    }
}
