package org.colloque.bridge.wellknown.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.bridge.wellknown.PolicyServerKey;
import org.colloque.bridge.wellknown.PublicAddresses;
import org.colloque.bridge.wellknown.SupportContacts;
import org.colloque.messaging.discovery.ClientDiscovery;
import org.colloque.messaging.error.MatrixException;

/** Spec: client-server-api, "Well-known URIs"; server-server-api, "GET /.well-known/matrix/server". */
@Path("/.well-known/matrix")
@Produces(MediaType.APPLICATION_JSON)
public class WellKnownResource {

    private final PublicAddresses addresses;
    private final SupportContacts contacts;
    private final PolicyServerKey policyServer;
    private final Instance<ClientDiscovery> contributions;

    WellKnownResource(PublicAddresses addresses, SupportContacts contacts, PolicyServerKey policyServer, @Any Instance<ClientDiscovery> contributions) {
        this.addresses = addresses;
        this.contacts = contacts;
        this.policyServer = policyServer;
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

    /** The key with which the policy server of this name signs. Spec: client-server-api, "Policy Servers". */
    @GET
    @Path("/policy_server")
    public ObjectNode policyServer() {
        String key = policyServer.key().orElseThrow(() -> MatrixException.notFound("There is no policy server of this name.")).toBase64();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("public_keys").put("ed25519", key);
        return document;
    }

    /** Whom to turn to. Spec: client-server-api, "Support information". */
    @GET
    @Path("/support")
    public ObjectNode support() {
        return contacts.document().orElseThrow(() -> MatrixException.notFound("This server names nobody to turn to."));
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
