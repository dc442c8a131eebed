package org.colloque.messaging.room.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.MembershipLimited;
import org.colloque.messaging.http.NotSuspended;
import org.colloque.messaging.room.AliasService;
import org.colloque.messaging.room.JoinService;
import org.colloque.messaging.room.KnockService;
import org.colloque.messaging.room.MembershipService;
import org.colloque.messaging.room.RemoteRooms.AliasTarget;
import org.colloque.messaging.room.SignedInvite;
import org.colloque.messaging.room.ThirdPartyInvites;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Entering rooms by id or alias, and the rooms that one is in. Spec: client-server-api, "Joining rooms", "Knocking on rooms". */
@Path("/_matrix/client/v3")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class EntryResource {

    private final JoinService joins;
    private final KnockService knocks;
    private final AliasService aliases;
    private final MembershipService memberships;
    private final ThirdPartyInvites thirdParty;
    private final CurrentRequester requester;

    EntryResource(JoinService joins, KnockService knocks, AliasService aliases, MembershipService memberships,
            ThirdPartyInvites thirdParty, CurrentRequester requester) {
        this.joins = joins;
        this.knocks = knocks;
        this.aliases = aliases;
        this.memberships = memberships;
        this.thirdParty = thirdParty;
        this.requester = requester;
    }

    /** The answer: the room that was entered. */
    public record Entered(RoomId room_id) {
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
    @Path("/join/{roomIdOrAlias}")
    @MembershipLimited
    @NotSuspended
    public Uni<Entered> join(@PathParam("roomIdOrAlias") String room, @QueryParam("via") List<String> via,
            @QueryParam("server_name") List<String> serverNames, JsonBody body) {
        UserId user = requester.get().user();
        Optional<String> reason = body.optionalText("reason");
        Optional<SignedInvite> invite = ThirdPartyBodies.signed(body);
        return target(room, via, serverNames)
                .chain(target -> invite.map(signed -> thirdParty.join(user, target.room(), target.servers(), reason, signed))
                        .orElseGet(() -> joins.join(user, target.room(), target.servers(), reason)))
                .map(Entered::new);
    }

    @POST
    @Path("/knock/{roomIdOrAlias}")
    @MembershipLimited
    @NotSuspended
    public Uni<Entered> knock(@PathParam("roomIdOrAlias") String room, @QueryParam("via") List<String> via,
            @QueryParam("server_name") List<String> serverNames, JsonBody body) {
        UserId user = requester.get().user();
        return target(room, via, serverNames)
                .chain(target -> knocks.knock(user, target.room(), target.servers(), body.optionalText("reason")))
                .map(Entered::new);
    }

    private Uni<AliasTarget> target(String roomIdOrAlias, List<String> via, List<String> serverNames) {
        Set<ServerName> servers = new LinkedHashSet<>();
        via.forEach(name -> servers.add(ServerName.parse(name)));
        serverNames.forEach(name -> servers.add(ServerName.parse(name)));
        if (!roomIdOrAlias.startsWith("#")) {
            return Uni.createFrom().item(new AliasTarget(RoomId.parse(roomIdOrAlias), List.copyOf(servers)));
        }
        return aliases.resolve(RoomAlias.parse(roomIdOrAlias)).map(target -> {
            servers.addAll(target.servers());
            return new AliasTarget(target.room(), new ArrayList<>(servers));
        });
    }
}
