package org.colloque.messaging.accountdata;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Account data, global when the room is empty. Writing takes a position of the log and notifies, in one statement. */
public interface AccountDataStore {

    Uni<Optional<AccountDataEntry>> find(UserId user, Optional<RoomId> room, String type);

    /** What of this type each of the users keeps that is of no room; who keeps none is not among them. */
    Uni<Map<UserId, AccountDataEntry>> global(Collection<UserId> users, String type);

    /** All that the user keeps of a room, in the order of its types. */
    Uni<List<AccountDataEntry>> ofRoom(UserId user, RoomId room);

    Uni<Void> put(UserId user, Optional<RoomId> room, String type, byte[] content);

    /**
     * Puts only if what is there has the position that was read ({@code empty}: nothing is there). False when somebody was faster.
     */
    Uni<Boolean> replace(UserId user, Optional<RoomId> room, String type, byte[] content, OptionalLong read);

    /** Deletes all that is kept of a user. */
    Uni<Void> clear(UserId user);
}
