package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** The current memberships of users in rooms, also of rooms that this server is only invited to. */
public interface Memberships {

    /** The user's current membership; empty when there never was one that this server knows of, or it was forgotten. */
    Uni<Optional<Membership>> of(UserId user, RoomId room);

    /** Ids of the rooms in which the user has this membership. */
    Uni<List<RoomId>> rooms(UserId user, String membership);

    /** Ids of the rooms to which both users are joined, in their order. */
    Uni<List<RoomId>> mutual(UserId one, UserId other);

    /** Whether this server takes part in the room: a local user is joined. */
    Uni<Boolean> local(RoomId room);

    /** Local users that are joined to the room. */
    Uni<List<UserId>> localMembers(RoomId room);

    /** How many members are joined, of all servers. */
    Uni<Long> joinedCount(RoomId room);

    /** Whether the user is joined to at least one of the rooms. */
    Uni<Boolean> joinedToAny(UserId user, Collection<RoomId> rooms);

    /** Servers of those who made the state that the user was shown of a room with an invite, or a knock: they may be in it. */
    Uni<Set<ServerName>> shownBy(UserId user, RoomId room);

    /** Forgets a room that was left: it leaves the user's syncs and lists. False when the user is still in it. */
    Uni<Boolean> forget(UserId user, RoomId room);

    /**
     * A current membership.
     *
     * @param event the number of the member event
     */
    record Membership(String membership, long event, long position) {
    }
}
