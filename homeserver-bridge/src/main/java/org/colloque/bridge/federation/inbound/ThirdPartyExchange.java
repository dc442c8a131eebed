package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.room.SignedInvite;
import org.colloque.messaging.room.ThirdPartyInvites;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/**
 * Invites users of other servers whose address a user here has invited.
 *
 * <p>Spec: server-server-api, "PUT /_matrix/federation/v1/exchange_third_party_invite/{roomId}".
 */
@ApplicationScoped
public class ThirdPartyExchange {

    private final PeerAccess access;
    private final ThirdPartyInvites invites;

    ThirdPartyExchange(PeerAccess access, ThirdPartyInvites invites) {
        this.access = access;
        this.invites = invites;
    }

    /**
     * Issues the invite that a peer has drafted for one of its users. Fails with {@code M_INVALID_PARAM}, {@code M_BAD_JSON} or
     * {@code M_MISSING_PARAM} for what is no such draft, {@code M_FORBIDDEN} for one of another server's user, and as
     * {@link ThirdPartyInvites#issue}.
     */
    public Uni<Void> take(ServerName peer, RoomId room, JsonBody draft) {
        MemberEvents.require(draft.text("type").equals(EventTypes.MEMBER), "The event is not of type m.room.member.");
        MemberEvents.require(draft.text("room_id").equals(room.value()), "The event's room is not the one in the path.");
        JsonBody content = new JsonBody(draft.object("content"));
        MemberEvents.require(content.text("membership").equals("invite"), "The event's membership is not invite.");
        SignedInvite invite = invite(draft, new JsonBody(content.object("third_party_invite")).object("signed"));
        MemberEvents.require(invite.invited().equals(UserId.parse(draft.text("state_key"))), "The third-party invite is for another user.");
        if (!invite.invited().isOn(peer)) {
            return Uni.createFrom().failure(MatrixException.forbidden(invite.invited() + " is not a user of " + peer + "."));
        }
        return access.admitted(peer, room).chain(head -> invites.issue(room, invite));
    }

    private static SignedInvite invite(JsonBody draft, ObjectNode signed) {
        JsonBody parts = new JsonBody(signed);
        parts.object("signatures");
        return new SignedInvite(UserId.parse(draft.text("sender")), UserId.parse(parts.text("mxid")), parts.text("token"), signed);
    }
}
