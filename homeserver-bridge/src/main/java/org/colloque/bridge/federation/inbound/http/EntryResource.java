package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.colloque.bridge.federation.inbound.EntryService;
import org.colloque.bridge.federation.inbound.JoinAnswers.Joined;
import org.colloque.bridge.federation.inbound.Proposals;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * Users of other servers join, knock and leave through us.
 *
 * <p>Spec: server-server-api, "Joining Rooms", "Knocking upon a room", "Leaving Rooms (Rejecting Invites)".
 */
@Path("/_matrix/federation")
@FromPeer
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class EntryResource {

    private final Proposals proposals;
    private final EntryService entry;
    private final CurrentPeer peer;
    private final OwnKeys own;

    EntryResource(Proposals proposals, EntryService entry, CurrentPeer peer, OwnKeys own) {
        this.proposals = proposals;
        this.entry = entry;
        this.peer = peer;
        this.own = own;
    }

    @GET
    @Path("/v1/make_join/{roomId}/{userId}")
    public Uni<ObjectNode> makeJoin(@PathParam("roomId") String room, @PathParam("userId") String user,
            @QueryParam("ver") List<String> versions) {
        return proposals.join(peer.get(), new RoomId(room), new UserId(user), versions);
    }

    @GET
    @Path("/v1/make_knock/{roomId}/{userId}")
    public Uni<ObjectNode> makeKnock(@PathParam("roomId") String room, @PathParam("userId") String user,
            @QueryParam("ver") List<String> versions) {
        return proposals.knock(peer.get(), new RoomId(room), new UserId(user), versions);
    }

    @GET
    @Path("/v1/make_leave/{roomId}/{userId}")
    public Uni<ObjectNode> makeLeave(@PathParam("roomId") String room, @PathParam("userId") String user) {
        return proposals.leave(peer.get(), new RoomId(room), new UserId(user));
    }

    @PUT
    @Path("/v2/send_join/{roomId}/{eventId}")
    public Uni<byte[]> sendJoin(@PathParam("roomId") String room, @PathParam("eventId") String event, @QueryParam("omit_members") String omit,
            PeerBody body) {
        return entry.join(peer.get(), new RoomId(room), new EventId(event), body.json(), truth(omit)).map(this::joined);
    }

    /** The older form wraps the answer in a list. */
    @PUT
    @Path("/v1/send_join/{roomId}/{eventId}")
    public Uni<byte[]> sendJoinV1(@PathParam("roomId") String room, @PathParam("eventId") String event, PeerBody body) {
        return entry.join(peer.get(), new RoomId(room), new EventId(event), body.json(), false).map(this::joined).map(PduAnswer::inList);
    }

    @PUT
    @Path("/v1/send_knock/{roomId}/{eventId}")
    public Uni<ObjectNode> sendKnock(@PathParam("roomId") String room, @PathParam("eventId") String event, PeerBody body) {
        return entry.knock(peer.get(), new RoomId(room), new EventId(event), body.json()).map(state -> {
            ObjectNode answer = JsonNodes.object();
            ArrayNode list = answer.putArray("knock_room_state");
            state.forEach(list::add);
            return answer;
        });
    }

    @PUT
    @Path("/v2/send_leave/{roomId}/{eventId}")
    public Uni<ObjectNode> sendLeave(@PathParam("roomId") String room, @PathParam("eventId") String event, PeerBody body) {
        return entry.leave(peer.get(), new RoomId(room), new EventId(event), body.json()).map(left -> JsonNodes.object());
    }

    /** The older form wraps the answer in a list. */
    @PUT
    @Path("/v1/send_leave/{roomId}/{eventId}")
    public Uni<ArrayNode> sendLeaveV1(@PathParam("roomId") String room, @PathParam("eventId") String event, PeerBody body) {
        return entry.leave(peer.get(), new RoomId(room), new EventId(event), body.json()).map(left -> JsonNodes.array().add(200).add(JsonNodes.object()));
    }

    private static boolean truth(String parameter) {
        return switch (parameter) {
            case "true" -> true;
            case "false" -> false;
            case null -> false;
            default -> throw MatrixException.invalidParam("The parameter omit_members is true or false.");
        };
    }

    private byte[] joined(Joined joined) {
        ArrayNode servers = JsonNodes.array();
        joined.servers().forEach(server -> servers.add(server.value()));
        return new PduAnswer()
                .with("auth_chain", joined.authChain())
                .with("event", joined.event())
                .with("members_omitted", BooleanNode.valueOf(joined.membersOmitted()))
                .with("origin", TextNode.valueOf(own.name().value()))
                .with("servers_in_room", servers)
                .with("state", joined.state())
                .bytes();
    }
}
