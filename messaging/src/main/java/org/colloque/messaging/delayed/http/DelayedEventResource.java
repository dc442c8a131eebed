package org.colloque.messaging.delayed.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import org.colloque.messaging.delayed.DelayedDraft;
import org.colloque.messaging.delayed.DelayedEventService;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.id.RoomId;

/** Scheduling an event, in the newer form; the older one is a parameter of sending. Spec: MSC4140, "Scheduling a delayed event". */
@Path("/_matrix/client/unstable/org.matrix.msc4140/rooms/{roomId}/delayed_event/{eventType}/{txnId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class DelayedEventResource {

    private final DelayedEventService events;
    private final CurrentRequester requester;

    DelayedEventResource(DelayedEventService events, CurrentRequester requester) {
        this.events = events;
        this.requester = requester;
    }

    @PUT
    public Uni<Map<String, String>> schedule(@PathParam("roomId") String room, @PathParam("eventType") String type,
            @PathParam("txnId") String transactionId, JsonBody body) {
        DelayedDraft draft = new DelayedDraft(requester.get(), RoomId.parse(room), type, body.optionalText("state_key"),
                body.object("content"), Optional.of(transactionId), body.integer("delay_ms"));
        return Uni.createFrom().deferred(() -> events.schedule(draft))
                .onFailure(DelayedEventResource::tooLong).transform(refusal -> MatrixException.forbidden(refusal.getMessage()))
                .map(delayId -> Map.of("delay_id", delayId));
    }

    /** This form of the endpoint has an error code of its own for a delay that is too long. */
    private static boolean tooLong(Throwable failure) {
        return failure instanceof MatrixException refusal && refusal.errcode() == Errcode.M_UNKNOWN
                && refusal.body().has("org.matrix.msc4140.max_delay");
    }
}
