package org.colloque.messaging.event;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/**
 * A room as another server gave it when a user of ours joined through it. Unchecked.
 *
 * @param state          the state before the join; where there is very much of it, that which {@link #isNeeded is needed} and some members
 * @param furtherState   the rest of it, which takes its time to be read; empty when all was read
 * @param membersOmitted whether members were left out of the state
 * @param servers        the servers in the room, as far as they can be told
 */
public record EnteredRoom(ServerName through, RoomVersion version, Pdu join, List<Pdu> state, List<Pdu> authChain,
        Optional<Supplier<List<Pdu>>> furtherState, boolean membersOmitted, Set<ServerName> servers) {

    /** A room with less state is entered whole. */
    public static final int VERY_MUCH = 3_000;

    private static final String OF_ROOMS = "m.room.";

    /** A room all of which was read. */
    public static EnteredRoom whole(ServerName through, RoomVersion version, Pdu join, List<Pdu> state, List<Pdu> authChain) {
        return new EnteredRoom(through, version, join, state, authChain, Optional.empty(), false, Set.of());
    }

    /** Whether nobody can act in a room without its state of this type: it is one that the specification gives to rooms, but for members. */
    public static boolean isNeeded(String type) {
        return type.startsWith(OF_ROOMS) && !type.equals(EventTypes.MEMBER);
    }
}
