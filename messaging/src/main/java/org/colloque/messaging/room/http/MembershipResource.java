package org.colloque.messaging.room.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.MembershipLimited;
import org.colloque.messaging.http.NotSuspended;
import org.colloque.messaging.room.AddressInvites;
import org.colloque.messaging.room.InviteService;
import org.colloque.messaging.room.JoinService;
import org.colloque.messaging.room.LeaveService;
import org.colloque.messaging.room.MembershipService;
import org.colloque.messaging.room.ThirdPartyInvites;
import org.colloque.messaging.room.http.EntryResource.Entered;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Joining, inviting, removing, banning, leaving, forgetting. Spec: client-server-api, "Room membership". */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class MembershipResource {

    private final JoinService joins;
    private final MembershipService memberships;
    private final InviteService invites;
    private final LeaveService leaves;
    private final AddressInvites addresses;
    private final ThirdPartyInvites thirdParty;
    private final CurrentRequester requester;

    MembershipResource(JoinService joins, MembershipService memberships, InviteService invites, LeaveService leaves,
            AddressInvites addresses, ThirdPartyInvites thirdParty, CurrentRequester requester) {
        this.joins = joins;
        this.memberships = memberships;
        this.invites = invites;
        this.leaves = leaves;
        this.addresses = addresses;
        this.thirdParty = thirdParty;
        this.requester = requester;
    }

    @POST
    @Path("/join")
    @NotSuspended
    @MembershipLimited
    public Uni<Entered> join(@PathParam("roomId") String room, JsonBody body) {
        UserId user = requester.get().user();
        RoomId target = RoomId.parse(room);
        Optional<String> reason = body.optionalText("reason");
        return ThirdPartyBodies.signed(body).map(signed -> thirdParty.join(user, target, List.of(), reason, signed))
                .orElseGet(() -> joins.join(user, target, List.of(), reason)).map(Entered::new);
    }

    @POST
    @Path("/invite")
    @NotSuspended
    @MembershipLimited
    public Uni<Map<String, Object>> invite(@PathParam("roomId") String room, JsonBody body) {
        UserId user = requester.get().user();
        Uni<EventRef> invited = ThirdPartyBodies.namesAddress(body)
                ? addresses.invite(user, RoomId.parse(room), ThirdPartyBodies.invitee(body), body.optionalText("reason"))
                : invites.invite(user, RoomId.parse(room), target(body), body.optionalText("reason"));
        return invited.replaceWith(Map.of());
    }

    @POST
    @Path("/kick")
    @NotSuspended
    public Uni<Map<String, Object>> kick(@PathParam("roomId") String room, JsonBody body) {
        return memberships.kick(requester.get().user(), RoomId.parse(room), target(body), body.optionalText("reason"))
                .replaceWith(Map.of());
    }

    @POST
    @Path("/ban")
    @NotSuspended
    public Uni<Map<String, Object>> ban(@PathParam("roomId") String room, JsonBody body) {
        return memberships.ban(requester.get().user(), RoomId.parse(room), target(body), body.optionalText("reason"))
                .replaceWith(Map.of());
    }

    @POST
    @Path("/unban")
    @NotSuspended
    public Uni<Map<String, Object>> unban(@PathParam("roomId") String room, JsonBody body) {
        return memberships.unban(requester.get().user(), RoomId.parse(room), target(body), body.optionalText("reason"))
                .replaceWith(Map.of());
    }

    @POST
    @Path("/leave")
    public Uni<Map<String, Object>> leave(@PathParam("roomId") String room, JsonBody body) {
        return leaves.leave(requester.get().user(), RoomId.parse(room), body.optionalText("reason")).replaceWith(Map.of());
    }

    @POST
    @Path("/forget")
    public Uni<Map<String, Object>> forget(@PathParam("roomId") String room, JsonBody body) {
        return memberships.forget(requester.get().user(), RoomId.parse(room)).replaceWith(Map.of());
    }

    private static UserId target(JsonBody body) {
        return UserId.parse(body.text("user_id"));
    }
}
