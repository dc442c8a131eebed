package org.colloque.bridge.keys.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.Map;
import org.colloque.bridge.keys.NotaryService;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.ServerName;

/** Our keys, and those of others that we vouch for. Spec: server-server-api, "Retrieving server keys". */
@Path("/_matrix/key/v2")
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

    private static final int MAX_SERVERS = 100;

    private final OwnKeys own;
    private final NotaryService notary;

    KeyResource(OwnKeys own, NotaryService notary) {
        this.own = own;
        this.notary = notary;
    }

    @GET
    @Path("/server")
    public ObjectNode server() {
        return own.document();
    }

    /** The older form of the same request. */
    @GET
    @Path("/server/{keyId}")
    public ObjectNode server(@PathParam("keyId") String ignored) {
        return own.document();
    }

    @GET
    @Path("/query/{serverName}")
    public Uni<ObjectNode> query(@PathParam("serverName") String serverName,
            @QueryParam("minimum_valid_until_ts") @DefaultValue("0") long validUntil) {
        return notary.query(Map.of(new ServerName(serverName), validUntil));
    }

    @POST
    @Path("/query")
    @Consumes(MediaType.WILDCARD)
    public Uni<ObjectNode> query(JsonBody body) {
        Map<ServerName, Long> wanted = new HashMap<>();
        body.object("server_keys").properties().forEach(server ->
                wanted.put(new ServerName(server.getKey()), latest(server.getValue())));
        if (wanted.size() > MAX_SERVERS) {
            throw MatrixException.invalidParam("At most " + MAX_SERVERS + " servers can be asked for at once.");
        }
        return notary.query(wanted);
    }

    private static long latest(JsonNode criteria) {
        if (!criteria.isObject()) {
            throw MatrixException.badJson("The criteria of a server must be an object.");
        }
        long latest = 0;
        for (JsonNode criterion : criteria) {
            latest = Math.max(latest, criterion.path("minimum_valid_until_ts").asLong(0));
        }
        return latest;
    }
}
