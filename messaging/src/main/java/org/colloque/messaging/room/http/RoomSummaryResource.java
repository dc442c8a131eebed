package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.room.AliasService;
import org.colloque.messaging.room.RoomPreviews;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** A room in a few words for who may enter it. Spec: client-server-api, "Room summary". */
@Path("/_matrix/client/v1/room_summary/{roomIdOrAlias}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class RoomSummaryResource {

    private final RoomPreviews previews;
    private final AliasService aliases;
    private final CurrentRequester requester;

    RoomSummaryResource(RoomPreviews previews, AliasService aliases, CurrentRequester requester) {
        this.previews = previews;
        this.aliases = aliases;
        this.requester = requester;
    }

    @GET
    public Uni<ObjectNode> summary(@PathParam("roomIdOrAlias") String roomIdOrAlias) {
        UserId reader = requester.get().user();
        Uni<RoomId> room = roomIdOrAlias.startsWith("#")
                ? aliases.resolve(RoomAlias.parse(roomIdOrAlias)).map(target -> target.room())
                : Uni.createFrom().item(() -> RoomId.parse(roomIdOrAlias));
        return room.chain(id -> previews.of(reader, id));
    }
}
