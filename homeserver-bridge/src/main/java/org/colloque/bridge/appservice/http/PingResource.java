package org.colloque.bridge.appservice.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.colloque.bridge.appservice.PingService;
import org.colloque.messaging.appservice.ApplicationService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;

/** What application services ask about themselves. Spec: application-service-api, "Pinging". */
@Path("/_matrix/client/v1/appservice/{appserviceId}")
@Authenticated
public class PingResource {

    private final PingService pings;
    private final CurrentRequester requester;

    PingResource(PingService pings, CurrentRequester requester) {
        this.pings = pings;
        this.requester = requester;
    }

    @POST
    @Path("/ping")
    public Uni<Map<String, Long>> ping(@PathParam("appserviceId") String id, JsonBody body) {
        ApplicationService service = requester.get().service().filter(asking -> asking.id().equals(id))
                .orElseThrow(() -> MatrixException.forbidden("Only the application service itself may have itself pinged."));
        return pings.ping(service, body.optionalText("transaction_id")).map(duration -> Map.of("duration_ms", duration));
    }
}
