package org.colloque.bridge.federation.inbound.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.colloque.bridge.federation.inbound.HistoryService;
import org.colloque.bridge.federation.inbound.HistoryService.Missing;
import org.colloque.bridge.federation.inbound.StateService;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.http.JsonBody;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.JsonNodes;

/** Events and states for other servers of a room. Spec: server-server-api, "Retrieving events". */
@Path("/_matrix/federation")
@FromPeer
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
public class HistoryResource {

    private static final int USUAL_LIMIT = 10;
    private static final int MAX_STARTS = 100;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");
    private static final Set<String> DIRECTIONS = Set.of("f", "b");

    private final HistoryService history;
    private final StateService states;
    private final CurrentPeer peer;
    private final OwnKeys own;
    private final Clock clock;

    HistoryResource(HistoryService history, StateService states, CurrentPeer peer, OwnKeys own, Clock clock) {
        this.history = history;
        this.states = states;
        this.peer = peer;
        this.own = own;
        this.clock = clock;
    }

    @GET
    @Path("/v1/event/{eventId}")
    public Uni<byte[]> event(@PathParam("eventId") String event) {
        return history.event(peer.get(), new EventId(event)).map(found -> transaction(List.of(found)));
    }

    @GET
    @Path("/v1/backfill/{roomId}")
    public Uni<byte[]> backfill(@PathParam("roomId") String room, @QueryParam("v") List<String> from,
            @QueryParam("limit") @DefaultValue("10") int limit) {
        if (from.isEmpty() || from.size() > MAX_STARTS) {
            throw MatrixException.invalidParam("The parameter v names one to " + MAX_STARTS + " events.");
        }
        return history.backfill(peer.get(), new RoomId(room), from.stream().map(EventId::new).toList(), limit).map(this::transaction);
    }

    @GET
    @Path("/v1/timestamp_to_event/{roomId}")
    public Uni<ObjectNode> closest(@PathParam("roomId") String room, @QueryParam("ts") String timestamp, @QueryParam("dir") String direction) {
        if (timestamp == null || !NUMBER.matcher(timestamp).matches() || direction == null || !DIRECTIONS.contains(direction)) {
            throw MatrixException.invalidParam("The parameter ts is a number of milliseconds, dir is \"f\" or \"b\".");
        }
        return history.closest(peer.get(), new RoomId(room), Long.parseLong(timestamp), direction.equals("f")).map(event -> JsonNodes.object()
                .put("event_id", event.eventId().value()).put("origin_server_ts", event.originServerTs()));
    }

    @POST
    @Path("/v1/get_missing_events/{roomId}")
    public Uni<byte[]> missing(@PathParam("roomId") String room, PeerBody body) {
        JsonBody json = new JsonBody(body.json());
        Missing wanted = new Missing(
                json.texts("earliest_events").stream().map(EventId::new).limit(MAX_STARTS).toList(),
                json.texts("latest_events").stream().map(EventId::new).limit(MAX_STARTS).toList(),
                json.optionalInteger("min_depth").orElse(0),
                (int) Math.clamp(json.optionalInteger("limit").orElse(USUAL_LIMIT), 0, Integer.MAX_VALUE));
        return history.missing(peer.get(), new RoomId(room), wanted).map(events -> new PduAnswer().with("events", events).bytes());
    }

    @GET
    @Path("/v1/state/{roomId}")
    public Uni<byte[]> state(@PathParam("roomId") String room, @QueryParam("event_id") String event) {
        return states.at(peer.get(), new RoomId(room), required(event))
                .map(state -> new PduAnswer().with("auth_chain", state.authChain()).with("pdus", state.state()).bytes());
    }

    @GET
    @Path("/v1/state_ids/{roomId}")
    public Uni<ObjectNode> stateIds(@PathParam("roomId") String room, @QueryParam("event_id") String event) {
        return states.idsAt(peer.get(), new RoomId(room), required(event)).map(state -> {
            ObjectNode answer = JsonNodes.object();
            answer.set("auth_chain_ids", ids(state.authChain()));
            answer.set("pdu_ids", ids(state.state()));
            return answer;
        });
    }

    @GET
    @Path("/v1/event_auth/{roomId}/{eventId}")
    public Uni<byte[]> authChain(@PathParam("roomId") String room, @PathParam("eventId") String event) {
        return states.authChain(peer.get(), new RoomId(room), new EventId(event)).map(chain -> new PduAnswer().with("auth_chain", chain).bytes());
    }

    private byte[] transaction(List<Pdu> events) {
        return new PduAnswer()
                .with("origin", TextNode.valueOf(own.name().value()))
                .with("origin_server_ts", LongNode.valueOf(clock.millis()))
                .with("pdus", events)
                .bytes();
    }

    private static EventId required(String event) {
        if (event == null) {
            throw MatrixException.missingParam("The parameter event_id is missing.");
        }
        return new EventId(event);
    }

    private static ArrayNode ids(Collection<EventId> ids) {
        ArrayNode array = JsonNodes.array();
        ids.forEach(id -> array.add(id.value()));
        return array;
    }
}
