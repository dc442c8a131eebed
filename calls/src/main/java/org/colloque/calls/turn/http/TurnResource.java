package org.colloque.calls.turn.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.colloque.calls.turn.TurnService;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;

/** Spec: client-server-api, "GET /_matrix/client/v3/voip/turnServer". An empty object when there is no TURN server. */
@Path("/_matrix/client/v3/voip/turnServer")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class TurnResource {

    private final TurnService turn;
    private final CurrentRequester requester;

    TurnResource(TurnService turn, CurrentRequester requester) {
        this.turn = turn;
        this.requester = requester;
    }

    @GET
    public Uni<Object> credentials() {
        return Uni.createFrom().item(turn.credentials(requester.get().user()).map(Object.class::cast).orElseGet(Map::of));
    }
}
