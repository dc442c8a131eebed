package org.colloque.messaging.room.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.room.Network;
import org.colloque.messaging.room.PublicRoomsQuery;
import org.colloque.messaging.room.PublicRoomsService;
import org.colloque.messaging.room.RemoteRooms;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;

/** The directory of published rooms. Spec: client-server-api, "Published room directory". */
@Path("/_matrix/client/v3")
@Produces(MediaType.APPLICATION_JSON)
public class PublicRoomsResource {

    private final PublicRoomsService rooms;
    private final RemoteRooms remote;
    private final CurrentRequester requester;
    private final ServerConfig server;

    PublicRoomsResource(PublicRoomsService rooms, RemoteRooms remote, CurrentRequester requester, ServerConfig server) {
        this.rooms = rooms;
        this.remote = remote;
        this.requester = requester;
        this.server = server;
    }

    /** The answer of {@code GET /directory/list/room/{roomId}}. */
    public record Listed(String visibility) {
    }

    @GET
    @Path("/publicRooms")
    public Uni<ObjectNode> list(@QueryParam("limit") String limit, @QueryParam("since") String since,
            @QueryParam("server") String from) {
        ObjectNode query = JsonNodes.object();
        if (limit != null) {
            query.put("limit", ReadingParameters.limit(limit, 0));
        }
        if (since != null) {
            query.put("since", since);
        }
        return list(from, new JsonBody(query));
    }

    @POST
    @Path("/publicRooms")
    @Authenticated
    public Uni<ObjectNode> query(@QueryParam("server") String from, JsonBody query) {
        return list(from, query);
    }

    @GET
    @Path("/directory/list/room/{roomId}")
    public Uni<Listed> listed(@PathParam("roomId") String room) {
        return rooms.visible(RoomId.parse(room)).map(visible -> new Listed(visible ? "public" : "private"));
    }

    @PUT
    @Path("/directory/list/room/{roomId}")
    @Authenticated
    public Uni<Map<String, Object>> publish(@PathParam("roomId") String room, JsonBody body) {
        boolean visible = isPublic(body.optionalText("visibility").orElse("public"));
        return rooms.publish(requester.get().user(), RoomId.parse(room), visible).replaceWith(Map.of());
    }

    /** Spec: application-service-api, "Published room directories". */
    @PUT
    @Path("/directory/list/appservice/{networkId}/{roomId}")
    @Authenticated
    public Uni<Map<String, Object>> publish(@PathParam("networkId") String network, @PathParam("roomId") String room, JsonBody body) {
        ApplicationService service = requester.get().service()
                .orElseThrow(() -> MatrixException.forbidden("Only application services have directories of their own."));
        boolean visible = isPublic(body.text("visibility"));
        return rooms.publish(new Network.Instance(service.id(), network), RoomId.parse(room), visible).replaceWith(Map.of());
    }

    private static boolean isPublic(String visibility) {
        return switch (visibility) {
            case "public" -> true;
            case "private" -> false;
            default -> throw MatrixException.invalidParam("The visibility is \"public\" or \"private\".");
        };
    }

    private Uni<ObjectNode> list(String from, JsonBody query) {
        PublicRoomsQuery parsed = PublicRoomsQuery.of(query);
        return from == null || ServerName.parse(from).equals(server.serverName())
                ? rooms.list(parsed) : remote.publicRooms(ServerName.parse(from), query.json());
    }
}
