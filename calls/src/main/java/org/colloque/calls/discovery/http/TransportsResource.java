package org.colloque.calls.discovery.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.colloque.calls.discovery.CallTransports;
import org.colloque.messaging.http.Authenticated;

/** Spec: MSC4143, "Transports". */
@Path("/_matrix/client/unstable/org.matrix.msc4143/rtc/transports")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class TransportsResource {

    private final CallTransports transports;

    TransportsResource(CallTransports transports) {
        this.transports = transports;
    }

    @GET
    public Uni<Map<String, JsonNode>> transports() {
        return Uni.createFrom().item(Map.of("rtc_transports", transports.transports()));
    }
}
