package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.bridge.federation.inbound.PeerPreviews;
import org.colloque.messaging.space.SpaceService;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** Spaces for other servers. Spec: server-server-api, "Spaces". */
@Path("/_matrix/federation")
@FromPeer
@Produces(MediaType.APPLICATION_JSON)
public class SpaceResource {

    private final SpaceService spaces;
    private final PeerPreviews previews;
    private final CurrentPeer peer;

    SpaceResource(SpaceService spaces, PeerPreviews previews, CurrentPeer peer) {
        this.spaces = spaces;
        this.previews = previews;
        this.peer = peer;
    }

    @GET
    @Path("/v1/hierarchy/{roomId}")
    public Uni<ObjectNode> hierarchy(@PathParam("roomId") String roomId, @QueryParam("suggested_only") @DefaultValue("false") boolean suggestedOnly) {
        ServerName server = peer.get();
        return previews.shown(server, RoomId.parse(roomId))
                .chain(root -> spaces.forServer(root, suggestedOnly, room -> previews.mayEnter(server, room)));
    }
}
