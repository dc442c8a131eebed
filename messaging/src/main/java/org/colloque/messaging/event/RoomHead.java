package org.colloque.messaging.event;

import java.util.List;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.room.RoomVersion;

/**
 * What the next event of a room is built on. Immutable; a newer head has a higher version.
 *
 * @param number      the room's number inside this server
 * @param headVersion grows with each append; the condition of the optimistic append
 * @param depth       the greatest depth of the extremities
 * @param extremities the events that have no successor yet
 * @param snapshot    the number of the state after the extremities; 0 for the empty state
 * @param state       that state, resolved
 * @param members     who is in the room by that state; with no local member joined, this server is not part of the room (any more)
 * @param partial     whether that state lacks what the room had when this server entered it: members, and state that clients made up
 */
public record RoomHead(long number, RoomId roomId, RoomVersion version, long headVersion, long depth,
        List<EventRef> extremities, long snapshot, RoomState state, RoomMembers members, boolean partial) {

    /** Whether this server takes part in the room: a local user is joined. */
    public boolean isLocal() {
        return members.localJoined() > 0;
    }

    /** Whether nobody can tell yet what stands in this slot: it is empty in a state of which a part is not here. */
    public boolean isUnknown(StateKey slot) {
        return partial && state.get(slot).isEmpty();
    }
}
