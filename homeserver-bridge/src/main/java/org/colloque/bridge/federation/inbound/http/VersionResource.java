package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.protocol.json.JsonNodes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this server is. Spec: server-server-api, "Server implementation". */
@Path("/_matrix/federation")
@Produces(MediaType.APPLICATION_JSON)
public class VersionResource {

    private final String version;

    VersionResource(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    @GET
    @Path("/v1/version")
    public ObjectNode version() {
        ObjectNode answer = JsonNodes.object();
        answer.putObject("server").put("name", "Colloque").put("version", version);
        return answer;
    }
}
