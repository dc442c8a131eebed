package org.colloque.messaging.notification;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** The events of somebody's rooms, whichever room they are in. */
public interface NotificationStore {

    /** Events by others in the rooms that the user is in, at or below the position, the newest first. */
    Uni<List<RoomEventChange>> events(UserId user, long upTo, int most);

    /** How far the user has read in these rooms. */
    Uni<List<Read>> reads(UserId user, Collection<RoomId> rooms);

    /**
     * The user's receipt that reaches furthest.
     *
     * @param thread empty for receipts that know no threads
     */
    record Read(RoomId room, String thread, long position) {
    }
}
