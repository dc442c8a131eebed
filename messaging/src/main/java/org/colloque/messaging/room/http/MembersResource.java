package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.EventRendering;
import org.colloque.messaging.room.MembersService;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.JsonNodes;

/** A room's members. Spec: client-server-api, "Getting events for a room". */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class MembersResource {

    private static final Set<String> MEMBERSHIPS = Set.of("join", "invite", "leave", "ban", "knock");

    private final MembersService members;
    private final EventRendering rendering;
    private final CurrentRequester requester;

    MembersResource(MembersService members, EventRendering rendering, CurrentRequester requester) {
        this.members = members;
        this.rendering = rendering;
        this.requester = requester;
    }

    @GET
    @Path("/members")
    public Uni<ObjectNode> members(@PathParam("roomId") String room, @QueryParam("at") String at,
            @QueryParam("membership") String membership, @QueryParam("not_membership") String notMembership) {
        Requester reader = requester.get();
        known(membership);
        known(notMembership);
        return members.at(reader.user(), RoomId.parse(room), ReadingParameters.position(at))
                .map(all -> all.stream().filter(event -> wanted(event, membership, notMembership)).toList())
                .chain(chosen -> rendering.render(reader, chosen))
                .map(chunk -> {
                    ObjectNode answer = JsonNodes.object();
                    answer.putArray("chunk").addAll(chunk);
                    return answer;
                });
    }

    @GET
    @Path("/joined_members")
    public Uni<ObjectNode> joined(@PathParam("roomId") String room) {
        return members.joined(requester.get().user(), RoomId.parse(room)).map(MembersResource::profiles);
    }

    private static ObjectNode profiles(List<StoredEvent> members) {
        ObjectNode answer = JsonNodes.object();
        ObjectNode joined = answer.putObject("joined");
        for (StoredEvent member : members) {
            ObjectNode profile = joined.putObject(member.pdu().stateKey().orElseThrow());
            copy(member, "displayname", "display_name", profile);
            copy(member, "avatar_url", "avatar_url", profile);
        }
        return answer;
    }

    private static void copy(StoredEvent member, String from, String to, ObjectNode profile) {
        String value = member.pdu().content().path(from).textValue();
        if (value != null) {
            profile.put(to, value);
        }
    }

    /** Either condition is enough when both are given. Spec: client-server-api, {@code GET /rooms/{roomId}/members}. */
    private static boolean wanted(StoredEvent event, String membership, String notMembership) {
        String is = event.pdu().membership().orElse("leave");
        return membership == null && notMembership == null || is.equals(membership)
                || notMembership != null && !is.equals(notMembership);
    }

    private static void known(String membership) {
        if (membership != null && !MEMBERSHIPS.contains(membership)) {
            throw MatrixException.invalidParam("There is no membership \"" + membership + "\".");
        }
    }
}
