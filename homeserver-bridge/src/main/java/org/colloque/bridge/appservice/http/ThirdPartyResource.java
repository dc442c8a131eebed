package org.colloque.bridge.appservice.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.colloque.bridge.appservice.ThirdPartyService;
import org.colloque.bridge.appservice.ThirdPartyService.Kind;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.UserId;

/** Networks outside of Matrix, their rooms and people. Spec: client-server-api, "Third-party networks". */
@Path("/_matrix/client/v3/thirdparty")
@Authenticated
public class ThirdPartyResource {

    /** Parameters that are this server's, and of no interest to the network. */
    private static final Set<String> OWN = Set.of("access_token", "user_id", "device_id", "org.matrix.msc3202.device_id");

    private final ThirdPartyService networks;

    ThirdPartyResource(ThirdPartyService networks) {
        this.networks = networks;
    }

    @GET
    @Path("/protocols")
    public Uni<ObjectNode> protocols() {
        return networks.protocols();
    }

    @GET
    @Path("/protocol/{protocol}")
    public Uni<ObjectNode> protocol(@PathParam("protocol") String protocol) {
        return networks.protocol(protocol);
    }

    @GET
    @Path("/location/{protocol}")
    public Uni<ArrayNode> locations(@PathParam("protocol") String protocol, @Context UriInfo uri) {
        return networks.search(Kind.LOCATION, protocol, fields(uri));
    }

    @GET
    @Path("/user/{protocol}")
    public Uni<ArrayNode> users(@PathParam("protocol") String protocol, @Context UriInfo uri) {
        return networks.search(Kind.USER, protocol, fields(uri));
    }

    @GET
    @Path("/location")
    public Uni<ArrayNode> locations(@QueryParam("alias") String alias) {
        return networks.reverse(Kind.LOCATION, RoomAlias.parse(required("alias", alias)).value());
    }

    @GET
    @Path("/user")
    public Uni<ArrayNode> users(@QueryParam("userid") String user) {
        return networks.reverse(Kind.USER, UserId.parse(required("userid", user)).value());
    }

    private static Map<String, String> fields(UriInfo uri) {
        Map<String, String> fields = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (!OWN.contains(name)) {
                fields.put(name, values.getFirst());
            }
        });
        return fields;
    }

    private static String required(String name, String value) {
        if (value == null) {
            throw MatrixException.missingParam("The parameter \"" + name + "\" is missing.");
        }
        return value;
    }
}
