package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.colloque.bridge.federation.inbound.ThirdPartyExchange;
import org.colloque.bridge.identity.BoundInvites;
import org.colloque.bridge.identity.BoundInvites.BoundInvite;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.ratelimit.Limit;
import org.colloque.messaging.ratelimit.RateLimits;
import org.colloque.messaging.room.SignedInvite;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Invites of addresses become invites of users. Spec: server-server-api, "Third-party invites". */
@Path("/_matrix/federation")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class ThirdPartyInviteResource {

    private final ThirdPartyExchange exchange;
    private final BoundInvites bound;
    private final CurrentPeer peer;
    private final RateLimits limits;

    ThirdPartyInviteResource(ThirdPartyExchange exchange, BoundInvites bound, CurrentPeer peer, RateLimits limits) {
        this.exchange = exchange;
        this.bound = bound;
        this.peer = peer;
        this.limits = limits;
    }

    @PUT
    @FromPeer
    @Path("/v1/exchange_third_party_invite/{roomId}")
    public Uni<ObjectNode> exchange(@PathParam("roomId") String room, PeerBody body) {
        return exchange.take(peer.get(), new RoomId(room), new JsonBody(body.json())).map(issued -> JsonNodes.object());
    }

    /** Identity servers are no homeservers: they do not sign their requests. What they tell is signed. */
    @PUT
    @Path("/v1/3pid/onbind")
    public Uni<ObjectNode> onBind(JsonBody body, @Context HttpServerRequest request) {
        limits.require(Limit.BINDING, request.remoteAddress().hostAddress());
        body.text("medium");
        body.text("address");
        UserId user = UserId.parse(body.text("mxid"));
        List<BoundInvite> invites = body.objects("invites").stream().map(ThirdPartyInviteResource::invite).toList();
        return bound.take(user, invites).map(taken -> JsonNodes.object());
    }

    private static BoundInvite invite(JsonBody invite) {
        ObjectNode signed = invite.object("signed");
        JsonBody parts = new JsonBody(signed);
        parts.object("signatures");
        return new BoundInvite(RoomId.parse(invite.text("room_id")),
                new SignedInvite(UserId.parse(invite.text("sender")), UserId.parse(parts.text("mxid")), parts.text("token"), signed));
    }
}
