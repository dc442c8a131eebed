package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.messaging.event.EnteredRoom;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * Port: what rooms need of other servers. A refusal of the other server fails with its errcode as a {@code MatrixException};
 * a server that cannot be reached fails with {@code M_CONNECTION_FAILED}, one that is not admitted with {@code M_FORBIDDEN}.
 */
public interface RemoteRooms {

    /**
     * {@code make_join}, signing and {@code send_join} through one server. What comes back is unchecked but for its form.
     *
     * @param content the member event's content beside the membership (display name, avatar, reason)
     */
    Uni<EnteredRoom> join(ServerName through, UserId user, RoomId room, ObjectNode content);

    /** {@code make_knock} and {@code send_knock} through one server. */
    Uni<RemoteKnock> knock(ServerName through, UserId user, RoomId room, ObjectNode content);

    /** {@code make_leave} and {@code send_leave} through one server: the signed leave. */
    Uni<RemoteLeave> leave(ServerName through, UserId user, RoomId room, ObjectNode content);

    /** Asks the invited user's server to sign an invite (v2, then v1): the event with its signature too. */
    Uni<Pdu> invite(Pdu invite, List<ObjectNode> strippedState);

    /** Asks the server of who invited an address to invite the user whose address it is. */
    Uni<Void> exchangeThirdPartyInvite(RoomId room, SignedInvite invite);

    /** The room behind an alias of another server. Fails with {@code M_NOT_FOUND} when there is none. */
    Uni<AliasTarget> resolve(RoomAlias alias);

    /** Another server's public rooms; body and answer as the specification's {@code POST /publicRooms}. */
    Uni<ObjectNode> publicRooms(ServerName server, ObjectNode query);

    /** A knock that was accepted, and what one may see of the room. */
    record RemoteKnock(RoomVersion version, Pdu knock, List<ObjectNode> strippedState) {
    }

    /** A leave that the room's server accepted. */
    record RemoteLeave(RoomVersion version, Pdu leave) {
    }

    /** What an alias stands for, and servers that are in the room. */
    record AliasTarget(RoomId room, List<ServerName> servers) {
    }
}
