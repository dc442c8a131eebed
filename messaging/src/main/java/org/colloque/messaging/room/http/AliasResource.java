package org.colloque.messaging.room.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.room.AliasService;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** Aliases of rooms. Spec: client-server-api, "Room aliases". */
@Path("/_matrix/client/v3")
@Produces(MediaType.APPLICATION_JSON)
public class AliasResource {

    private final AliasService aliases;
    private final CurrentRequester requester;

    AliasResource(AliasService aliases, CurrentRequester requester) {
        this.aliases = aliases;
        this.requester = requester;
    }

    /** The answer of {@code GET /directory/room/{roomAlias}}. */
    public record Target(RoomId room_id, List<ServerName> servers) {
    }

    @GET
    @Path("/directory/room/{roomAlias}")
    public Uni<Target> resolve(@PathParam("roomAlias") String alias) {
        return aliases.resolve(RoomAlias.parse(alias)).map(target -> new Target(target.room(), target.servers()));
    }

    @PUT
    @Path("/directory/room/{roomAlias}")
    @Authenticated
    public Uni<Map<String, Object>> create(@PathParam("roomAlias") String alias, JsonBody body) {
        return aliases.create(requester.get(), RoomAlias.parse(alias), RoomId.parse(body.text("room_id")))
                .replaceWith(Map.of());
    }

    @DELETE
    @Path("/directory/room/{roomAlias}")
    @Authenticated
    public Uni<Map<String, Object>> remove(@PathParam("roomAlias") String alias) {
        return aliases.remove(requester.get(), RoomAlias.parse(alias)).replaceWith(Map.of());
    }
}
