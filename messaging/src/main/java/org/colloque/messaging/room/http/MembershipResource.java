package org.colloque.messaging.room.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.room.InviteService;
import org.colloque.messaging.room.LeaveService;
import org.colloque.messaging.room.MembershipService;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Inviting, removing, banning, leaving, forgetting. Spec: client-server-api, "Room membership". */
@Path("/_matrix/client/v3")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class MembershipResource {

    private final MembershipService memberships;
    private final InviteService invites;
    private final LeaveService leaves;
    private final CurrentRequester requester;

    MembershipResource(MembershipService memberships, InviteService invites, LeaveService leaves, CurrentRequester requester) {
        this.memberships = memberships;
        this.invites = invites;
        this.leaves = leaves;
        this.requester = requester;
    }

    /** The answer of {@code GET /joined_rooms}. */
    public record JoinedRooms(List<RoomId> joined_rooms) {
    }

    @GET
    @Path("/joined_rooms")
    public Uni<JoinedRooms> joinedRooms() {
        return memberships.joinedRooms(requester.get().user()).map(JoinedRooms::new);
    }

    @POST
    @Path("/rooms/{roomId}/invite")
    public Uni<Map<String, Object>> invite(@PathParam("roomId") String room, JsonBody body) {
        return invites.invite(requester.get().user(), RoomId.parse(room), target(body), body.optionalText("reason"))
                .replaceWith(Map.of());
    }

    @POST
    @Path("/rooms/{roomId}/kick")
    public Uni<Map<String, Object>> kick(@PathParam("roomId") String room, JsonBody body) {
        return memberships.kick(requester.get().user(), RoomId.parse(room), target(body), body.optionalText("reason"))
                .replaceWith(Map.of());
    }

    @POST
    @Path("/rooms/{roomId}/ban")
    public Uni<Map<String, Object>> ban(@PathParam("roomId") String room, JsonBody body) {
        return memberships.ban(requester.get().user(), RoomId.parse(room), target(body), body.optionalText("reason"))
                .replaceWith(Map.of());
    }

    @POST
    @Path("/rooms/{roomId}/unban")
    public Uni<Map<String, Object>> unban(@PathParam("roomId") String room, JsonBody body) {
        return memberships.unban(requester.get().user(), RoomId.parse(room), target(body), body.optionalText("reason"))
                .replaceWith(Map.of());
    }

    @POST
    @Path("/rooms/{roomId}/leave")
    public Uni<Map<String, Object>> leave(@PathParam("roomId") String room, JsonBody body) {
        return leaves.leave(requester.get().user(), RoomId.parse(room), body.optionalText("reason")).replaceWith(Map.of());
    }

    @POST
    @Path("/rooms/{roomId}/forget")
    public Uni<Map<String, Object>> forget(@PathParam("roomId") String room, JsonBody body) {
        return memberships.forget(requester.get().user(), RoomId.parse(room)).replaceWith(Map.of());
    }

    private static UserId target(JsonBody body) {
        return UserId.parse(body.text("user_id"));
    }
}
