package org.colloque.bridge.federation.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.colloque.bridge.config.FederationConfig;
import org.colloque.bridge.keys.RemoteKeys;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RemoteEvents;
import org.colloque.messaging.event.ValidKey;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;

/** Events of other servers over the server-server API. */
@ApplicationScoped
class HttpRemoteEvents implements RemoteEvents {

    private static final String API = "/_matrix/federation/v1";
    private static final int MISSING_LIMIT = 20;
    private static final int SIDE_BY_SIDE = 8;
    private static final long STATE_MAX_BYTES = 64L * 1024 * 1024;
    private static final long ROOM_MAX_BYTES = 150L * 1024 * 1024;

    private final FederationClient client;
    private final RemoteKeys keys;
    private final FederationConfig config;

    HttpRemoteEvents(FederationClient client, RemoteKeys keys, FederationConfig config) {
        this.client = client;
        this.keys = keys;
        this.config = config;
    }

    @Override
    public Uni<Map<ServerName, Map<KeyId, ValidKey>>> keys(Map<ServerName, Map<KeyId, Long>> wanted) {
        return keys.known(wanted);
    }

    @Override
    public Uni<List<Pdu>> missingEvents(ServerName from, RoomId room, RoomVersion version, List<EventId> earliest,
            List<EventId> latest, long minDepth) {
        ObjectNode body = JsonNodes.object();
        put(body, "earliest_events", earliest);
        put(body, "latest_events", latest);
        body.put("limit", MISSING_LIMIT).put("min_depth", minDepth);
        return client.object(RemoteRequest.post(from, API + "/get_missing_events/" + RemoteRequest.encode(room), body))
                .map(answer -> RemotePdus.events(version, answer.path("events")));
    }

    @Override
    public Uni<StateIds> stateIds(ServerName from, RoomId room, EventId event) {
        String target = API + "/state_ids/" + RemoteRequest.encode(room) + "?event_id=" + RemoteRequest.encode(event);
        return client.object(RemoteRequest.get(from, target).atMost(STATE_MAX_BYTES)).map(answer ->
                new StateIds(RemotePdus.ids(answer.path("pdu_ids")), RemotePdus.ids(answer.path("auth_chain_ids"))));
    }

    @Override
    public Uni<List<Pdu>> state(ServerName from, RoomId room, RoomVersion version, EventId event) {
        String target = API + "/state/" + RemoteRequest.encode(room) + "?event_id=" + RemoteRequest.encode(event);
        RemoteRequest request = RemoteRequest.get(from, target).within(config.longRequestTimeout()).atMost(ROOM_MAX_BYTES);
        return client.exchange(request).emitOn(Infrastructure.getDefaultWorkerPool())
                .map(answer -> FederationClient.read(request, answer))
                .map(answer -> Stream.concat(RemotePdus.events(version, answer.path("pdus")).stream(),
                        RemotePdus.events(version, answer.path("auth_chain")).stream()).distinct().toList());
    }

    @Override
    public Uni<List<Pdu>> events(ServerName from, RoomVersion version, Collection<EventId> ids) {
        return Multi.createFrom().iterable(List.copyOf(ids))
                .onItem().transformToUni(id -> event(from, version, id)).merge(SIDE_BY_SIDE)
                .filter(Optional::isPresent).map(Optional::get)
                .collect().asList();
    }

    @Override
    public Uni<List<Pdu>> backfill(ServerName from, RoomId room, RoomVersion version, List<EventId> before, int limit) {
        String start = before.stream().map(id -> "v=" + RemoteRequest.encode(id)).collect(Collectors.joining("&"));
        String target = API + "/backfill/" + RemoteRequest.encode(room) + "?" + start + "&limit=" + limit;
        return client.object(RemoteRequest.get(from, target)).map(answer -> RemotePdus.events(version, answer.path("pdus")));
    }

    /** Only the event that was asked for counts; one that the server refuses or does not have is absent. */
    private Uni<Optional<Pdu>> event(ServerName from, RoomVersion version, EventId id) {
        return client.object(RemoteRequest.get(from, API + "/event/" + RemoteRequest.encode(id)))
                .map(answer -> RemotePdus.event(version, answer.path("pdus").path(0)).filter(pdu -> pdu.eventId().equals(id)))
                .onFailure(MatrixException.class).recoverWithItem(Optional.empty());
    }

    private static void put(ObjectNode body, String field, List<EventId> ids) {
        var array = body.putArray(field);
        ids.forEach(id -> array.add(id.value()));
    }
}
