package org.colloque.messaging.space.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.space.SpaceQuery;
import org.colloque.messaging.space.SpaceService;
import org.colloque.protocol.id.RoomId;

/** {@code GET /rooms/{roomId}/hierarchy}. Spec: client-server-api, "Spaces". */
@Path("/_matrix/client/v1/rooms/{roomId}/hierarchy")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class HierarchyResource {

    private final SpaceService spaces;
    private final CurrentRequester requester;

    HierarchyResource(SpaceService spaces, CurrentRequester requester) {
        this.spaces = spaces;
        this.requester = requester;
    }

    @GET
    public Uni<ObjectNode> hierarchy(@PathParam("roomId") String roomId, @QueryParam("suggested_only") String suggestedOnly,
            @QueryParam("max_depth") String maxDepth, @QueryParam("limit") String limit, @QueryParam("from") String from) {
        SpaceQuery query = SpaceQuery.parse(flag(suggestedOnly), maxDepth, limit, from);
        return spaces.tree(requester.get().user(), RoomId.parse(roomId), query);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw MatrixException.invalidParam("suggested_only is true or false.");
        };
    }
}
