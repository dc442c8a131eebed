package org.colloque.messaging.event.partial;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** Keeps which rooms are partial, who fills them, and what waits until they are whole. Times are milliseconds since 1970. */
public interface PartialRoomStore {

    /** The rooms whose state is partial. */
    Uni<Set<RoomId>> all();

    /** Takes rooms that are due and that nobody is filling, at most so many, until a time. */
    Uni<List<PartialRoom>> claim(long now, long until, int limit);

    /** Goes on holding these until a time. */
    Uni<Void> renew(Collection<PartialRoom> rooms, long until);

    /** Gives a room back, which is not to be tried again before a time. */
    Uni<Void> postpone(PartialRoom room, long due);

    /** Gives a room up in which nobody of this server is any more. */
    Uni<Void> abandon(PartialRoom room);

    /** Keeps an event for later; false when so many of the room wait already that it is not kept. An event is kept once. */
    Uni<Boolean> hold(long room, ServerName origin, Pdu event);

    /** Events of rooms that are not partial any more, in the order in which they came; at most so many. */
    Uni<List<HeldEvent>> released(int limit);

    /** Forgets events that were held. */
    Uni<Void> drop(Collection<HeldEvent> events);
}
