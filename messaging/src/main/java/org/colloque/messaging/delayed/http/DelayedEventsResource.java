package org.colloque.messaging.delayed.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.colloque.messaging.delayed.DelayedEventService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.UserId;

/**
 * Looking at one's delayed events, and managing any whose id one knows: managing asks for no access token, so that a client can
 * entrust it to a service. Spec: MSC4140, "Managing scheduled delayed events", "Getting delayed events".
 */
@Path("/_matrix/client/unstable/org.matrix.msc4140/delayed_events")
@Produces(MediaType.APPLICATION_JSON)
public class DelayedEventsResource {

    private final DelayedEventService events;
    private final CurrentRequester requester;

    DelayedEventsResource(DelayedEventService events, CurrentRequester requester) {
        this.events = events;
        this.requester = requester;
    }

    @GET
    @Authenticated
    public Uni<Map<String, List<DelayedEventAnswer>>> scheduled() {
        return events.scheduled(requester.get().user())
                .map(found -> Map.of("delayed_events", found.stream().map(DelayedEventAnswer::of).toList()));
    }

    @GET
    @Path("/{delayId}")
    @Authenticated
    public Uni<DelayedEventAnswer> one(@PathParam("delayId") String delayId) {
        UserId user = requester.get().user();
        return events.find(delayId).map(found -> found.filter(event -> event.sender().equals(user))
                .map(DelayedEventAnswer::of)
                .orElseThrow(() -> MatrixException.notFound("You have no such delayed event.")));
    }

    @POST
    @Path("/{delayId}/{action}")
    public Uni<Map<String, Object>> manage(@PathParam("delayId") String delayId, @PathParam("action") String action) {
        return act(delayId, action, new MatrixException(Errcode.M_UNRECOGNIZED, "There is no such endpoint."));
    }

    /** The older form of {@link #manage}, with the action in the body. */
    @POST
    @Path("/{delayId}")
    public Uni<Map<String, Object>> manage(@PathParam("delayId") String delayId, JsonBody body) {
        return act(delayId, body.text("action"), MatrixException.invalidParam("The action is restart, cancel or send."));
    }

    private Uni<Map<String, Object>> act(String delayId, String action, MatrixException otherwise) {
        Uni<Void> acted = switch (action) {
            case "restart" -> events.restart(delayId);
            case "cancel" -> events.cancel(delayId);
            case "send" -> events.send(delayId);
            default -> throw otherwise;
        };
        return acted.replaceWith(Map.of());
    }
}
