package org.colloque.messaging.room.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.room.SendService;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;

/** Sending messages, state and redactions. Spec: client-server-api, "Sending events to a room", "Redactions". */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class SendResource {

    private final SendService sending;
    private final CurrentRequester requester;

    SendResource(SendService sending, CurrentRequester requester) {
        this.sending = sending;
        this.requester = requester;
    }

    /** The answer: the event that was sent. */
    public record Sent(EventId event_id) {

        static Sent of(EventRef event) {
            return new Sent(event.eventId());
        }
    }

    @PUT
    @Path("/send/{eventType}/{txnId}")
    public Uni<Sent> message(@PathParam("roomId") String room, @PathParam("eventType") String type,
            @PathParam("txnId") String transactionId, JsonBody content) {
        return sending.message(requester.get(), RoomId.parse(room), type, content.json(), transactionId).map(Sent::of);
    }

    @PUT
    @Path("/state/{eventType}{slash: /?}")
    public Uni<Sent> state(@PathParam("roomId") String room, @PathParam("eventType") String type, JsonBody content) {
        return state(room, type, "", content);
    }

    @PUT
    @Path("/state/{eventType}/{stateKey}")
    public Uni<Sent> state(@PathParam("roomId") String room, @PathParam("eventType") String type,
            @PathParam("stateKey") String stateKey, JsonBody content) {
        return sending.state(requester.get().user(), RoomId.parse(room), new StateKey(type, stateKey), content.json())
                .map(Sent::of);
    }

    @PUT
    @Path("/redact/{eventId}/{txnId}")
    public Uni<Sent> redact(@PathParam("roomId") String room, @PathParam("eventId") String event,
            @PathParam("txnId") String transactionId, JsonBody content) {
        Requester sender = requester.get();
        return sending.redact(sender, RoomId.parse(room), EventId.parse(event), content.json(),
                new ClientTransaction(sender.device(), transactionId)).map(Sent::of);
    }
}
