package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.profile.ProfileService;
import org.colloque.messaging.room.AliasService;
import org.colloque.messaging.room.PublicRoomsQuery;
import org.colloque.messaging.room.PublicRoomsService;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/** Aliases and the directory of this server. Spec: server-server-api, "Querying for information", "Published Room Directory". */
@Path("/_matrix/federation")
@FromPeer
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class QueryResource {

    private final AliasService aliases;
    private final PublicRoomsService rooms;
    private final ProfileService profiles;
    private final OwnKeys own;

    QueryResource(AliasService aliases, PublicRoomsService rooms, ProfileService profiles, OwnKeys own) {
        this.aliases = aliases;
        this.rooms = rooms;
        this.profiles = profiles;
        this.own = own;
    }

    @GET
    @Path("/v1/query/profile")
    public Uni<ObjectNode> profile(@QueryParam("user_id") String userId, @QueryParam("field") String field) {
        if (userId == null) {
            throw MatrixException.missingParam("The parameter user_id is missing.");
        }
        UserId user = new UserId(userId);
        if (!own.isOwn(user.server())) {
            throw MatrixException.notFound(user + " is not a user of this server.");
        }
        return field == null ? profiles.local(user) : profiles.get(user, field);
    }

    @GET
    @Path("/v1/query/directory")
    public Uni<ObjectNode> directory(@QueryParam("room_alias") String alias) {
        if (alias == null) {
            throw MatrixException.missingParam("The parameter room_alias is missing.");
        }
        return aliases.resolveHere(new RoomAlias(alias)).map(target -> {
            ObjectNode answer = JsonNodes.object().put("room_id", target.room().value());
            ArrayNode servers = answer.putArray("servers");
            target.servers().forEach(server -> servers.add(server.value()));
            return answer;
        });
    }

    @GET
    @Path("/v1/publicRooms")
    public Uni<ObjectNode> publicRooms(@QueryParam("limit") @DefaultValue("0") int limit, @QueryParam("since") String since) {
        ObjectNode query = JsonNodes.object();
        if (limit > 0) {
            query.put("limit", limit);
        }
        if (since != null) {
            query.put("since", since);
        }
        return rooms.list(PublicRoomsQuery.of(new JsonBody(query)));
    }

    @POST
    @Path("/v1/publicRooms")
    public Uni<ObjectNode> publicRooms(PeerBody query) {
        return rooms.list(PublicRoomsQuery.of(new JsonBody(query.json())));
    }
}
