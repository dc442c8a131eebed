package org.colloque.messaging.room.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.delayed.DelayedDraft;
import org.colloque.messaging.delayed.DelayedEventService;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.http.JsonBody;
import org.colloque.messaging.http.NotSuspended;
import org.colloque.messaging.http.Requester;
import org.colloque.messaging.http.SendLimited;
import org.colloque.messaging.room.OwnEvents;
import org.colloque.messaging.room.SendService;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;

/** Sending messages, state and redactions. Spec: client-server-api, "Sending events to a room", "Redactions". */
@Path("/_matrix/client/v3/rooms/{roomId}")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
@SendLimited
public class SendResource {

    private static final String DELAY = "org.matrix.msc4140.delay";
    private static final String TIME = "ts";

    /** The largest integer of canonical JSON. */
    private static final long LATEST = (1L << 53) - 1;

    private final SendService sending;
    private final DelayedEventService delayed;
    private final OwnEvents ownEvents;
    private final CurrentRequester requester;

    SendResource(SendService sending, DelayedEventService delayed, OwnEvents ownEvents, CurrentRequester requester) {
        this.sending = sending;
        this.delayed = delayed;
        this.ownEvents = ownEvents;
        this.requester = requester;
    }

    /** What became of what was to be sent. */
    public sealed interface Answer {
    }

    /** The event was sent. */
    public record Sent(EventId event_id) implements Answer {

        static Sent of(EventRef event) {
            return new Sent(event.eventId());
        }
    }

    /** The event will be sent, unless it is cancelled. Spec: MSC4140, "Reusing the send/state endpoints". */
    public record Scheduled(String delay_id) implements Answer {
    }

    @PUT
    @Path("/send/{eventType}/{txnId}")
    @NotSuspended
    public Uni<? extends Answer> message(@PathParam("roomId") String room, @PathParam("eventType") String type,
            @PathParam("txnId") String transactionId, @QueryParam(DELAY) String delay, @QueryParam(TIME) String time, JsonBody content) {
        if (delay != null) {
            return delayed.schedule(new DelayedDraft(requester.get(), RoomId.parse(room), type, Optional.empty(), content.json(),
                    Optional.of(transactionId), milliseconds(delay))).map(Scheduled::new);
        }
        return sending.message(requester.get(), RoomId.parse(room), type, content.json(), transactionId, time(time)).map(Sent::of);
    }

    @PUT
    @Path("/state/{eventType}{slash: /?}")
    @NotSuspended
    public Uni<? extends Answer> state(@PathParam("roomId") String room, @PathParam("eventType") String type,
            @QueryParam(DELAY) String delay, @QueryParam(TIME) String time, JsonBody content) {
        return state(room, type, "", delay, time, content);
    }

    @PUT
    @Path("/state/{eventType}/{stateKey}")
    @NotSuspended
    public Uni<? extends Answer> state(@PathParam("roomId") String room, @PathParam("eventType") String type,
            @PathParam("stateKey") String stateKey, @QueryParam(DELAY) String delay, @QueryParam(TIME) String time, JsonBody content) {
        if (delay != null) {
            return delayed.schedule(new DelayedDraft(requester.get(), RoomId.parse(room), type, Optional.of(stateKey),
                    content.json(), Optional.empty(), milliseconds(delay))).map(Scheduled::new);
        }
        return sending.state(requester.get().user(), RoomId.parse(room), new StateKey(type, stateKey), content.json(), time(time))
                .map(Sent::of);
    }

    @PUT
    @Path("/redact/{eventId}/{txnId}")
    public Uni<Sent> redact(@PathParam("roomId") String room, @PathParam("eventId") String event,
            @PathParam("txnId") String transactionId, JsonBody content) {
        Requester sender = requester.get();
        EventId redacted = EventId.parse(event);
        return ownEvents.requireIf(requester.isSuspended(), sender.user(), redacted)
                .chain(() -> sending.redact(sender, RoomId.parse(room), redacted, content.json(),
                        ClientTransaction.of(sender.device(), "redact/" + event, transactionId))).map(Sent::of);
    }

    /** Only application services may say when an event happened. Spec: application-service-api, "Timestamp massaging". */
    private OptionalLong time(String time) {
        if (time == null || requester.get().service().isEmpty()) {
            return OptionalLong.empty();
        }
        if (!time.matches("\\d{1,16}") || Long.parseLong(time) > LATEST) {
            throw MatrixException.invalidParam("The parameter \"ts\" must be a number of milliseconds since the epoch.");
        }
        return OptionalLong.of(Long.parseLong(time));
    }

    private static long milliseconds(String delay) {
        try {
            return Long.parseLong(delay);
        } catch (NumberFormatException invalid) {
            throw MatrixException.invalidParam("The delay must be a number of milliseconds.");
        }
    }
}
