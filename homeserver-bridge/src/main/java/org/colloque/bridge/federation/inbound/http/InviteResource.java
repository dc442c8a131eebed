package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.bridge.federation.inbound.InviteReception;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;

/** Users here are invited by others. Spec: server-server-api, "Inviting to a room". */
@Path("/_matrix/federation")
@FromPeer
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class InviteResource {

    private final InviteReception reception;
    private final CurrentPeer peer;

    InviteResource(InviteReception reception, CurrentPeer peer) {
        this.reception = reception;
        this.peer = peer;
    }

    @PUT
    @Path("/v2/invite/{roomId}/{eventId}")
    public Uni<byte[]> invite(@PathParam("roomId") String room, @PathParam("eventId") String event, PeerBody body) {
        JsonBody json = new JsonBody(body.json());
        json.optionalArray("invite_room_state");
        return reception.receive(peer.get(), new RoomId(room), new EventId(event), json.text("room_version"), json.object("event"),
                        body.json().path("invite_room_state"))
                .map(signed -> new PduAnswer().with("event", signed).bytes());
    }

    /** The older form is for room versions 1 and 2 alone, whose events are alike; it wraps the answer in a list. */
    @PUT
    @Path("/v1/invite/{roomId}/{eventId}")
    public Uni<byte[]> inviteV1(@PathParam("roomId") String room, @PathParam("eventId") String event, PeerBody body) {
        ObjectNode json = body.json();
        return reception.receive(peer.get(), new RoomId(room), new EventId(event), "1", json, json.path("unsigned").path("invite_room_state"))
                .map(signed -> PduAnswer.inList(new PduAnswer().with("event", signed).bytes()));
    }
}
