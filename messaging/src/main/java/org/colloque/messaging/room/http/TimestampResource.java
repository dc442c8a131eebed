package org.colloque.messaging.room.http;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.http.Authenticated;
import org.colloque.messaging.http.CurrentRequester;
import org.colloque.messaging.room.TimestampSearch;
import org.colloque.protocol.id.RoomId;

/** {@code GET /rooms/{roomId}/timestamp_to_event}. */
@Path("/_matrix/client/v1/rooms/{roomId}/timestamp_to_event")
@Produces(MediaType.APPLICATION_JSON)
@Authenticated
public class TimestampResource {

    private final TimestampSearch search;
    private final CurrentRequester requester;

    TimestampResource(TimestampSearch search, CurrentRequester requester) {
        this.search = search;
        this.requester = requester;
    }

    @GET
    public Uni<Closest> closest(@PathParam("roomId") String room, @QueryParam("ts") String timestamp, @QueryParam("dir") String direction) {
        return search.closest(requester.get().user(), RoomId.parse(room), ReadingParameters.timestamp(timestamp),
                ReadingParameters.forward(direction)).map(Closest::of);
    }

    record Closest(String event_id, long origin_server_ts) {

        private static Closest of(StoredEvent event) {
            return new Closest(event.pdu().eventId().value(), event.pdu().originServerTs());
        }
    }
}
