package org.colloque.bridge.wellknown.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.bridge.wellknown.PublicAddresses;
import org.colloque.messaging.discovery.ClientDiscovery;
import org.colloque.messaging.error.MatrixException;

/** Spec: client-server-api, "Well-known URIs"; server-server-api, "GET /.well-known/matrix/server". */
@Path("/.well-known/matrix")
@Produces(MediaType.APPLICATION_JSON)
public class WellKnownResource {

    private final PublicAddresses addresses;
    private final Instance<ClientDiscovery> contributions;

    WellKnownResource(PublicAddresses addresses, @Any Instance<ClientDiscovery> contributions) {
        this.addresses = addresses;
        this.contributions = contributions;
    }

    /** Where clients find the API of this server's accounts, and what the modules add to it. */
    @GET
    @Path("/client")
    public ObjectNode client() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("m.homeserver").put("base_url", addresses.clients());
        contributions.forEach(contribution -> document.setAll(contribution.fields()));
        return document;
    }

    /** Where other servers find this one. */
    @GET
    @Path("/server")
    public ObjectNode server() {
        String address = addresses.servers()
            .orElseThrow(() -> MatrixException.notFound("This server has no public address for other servers."));
        return JsonNodeFactory.instance.objectNode().put("m.server", address);
    }
}
