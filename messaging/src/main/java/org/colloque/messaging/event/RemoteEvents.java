package org.colloque.messaging.event;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.room.RoomVersion;

/** Port: what the pipeline needs of other servers. Everything that comes back is unchecked. */
public interface RemoteEvents {

    /**
     * The keys that are known of these servers, with their ends; a server of which none is known is absent. Servers are asked for keys that
     * are not known, and for those that ended before they are wanted.
     *
     * @param wanted by server and key, the latest time (milliseconds since the epoch) of what the key has to be good for
     */
    Uni<Map<ServerName, Map<KeyId, ValidKey>>> keys(Map<ServerName, Map<KeyId, Long>> wanted);

    /** Spec: server-server-api, "get_missing_events". */
    Uni<List<Pdu>> missingEvents(ServerName from, RoomId room, RoomVersion version, List<EventId> earliest, List<EventId> latest, long minDepth);

    /** The ids of state and auth chain before an event. Spec: server-server-api, "state_ids". */
    Uni<StateIds> stateIds(ServerName from, RoomId room, EventId event);

    /** The events of state and auth chain before an event; more than the ids, but at once. Spec: server-server-api, "state". */
    Uni<List<Pdu>> state(ServerName from, RoomId room, RoomVersion version, EventId event);

    /** The events with these ids, those that the server gave. Spec: server-server-api, "event". */
    Uni<List<Pdu>> events(ServerName from, RoomVersion version, Collection<EventId> ids);

    /** Older events, newest first. Spec: server-server-api, "Backfilling and retrieving missing events". */
    Uni<List<Pdu>> backfill(ServerName from, RoomId room, RoomVersion version, List<EventId> before, int limit);

    /** The ids of a state and of its auth chain. */
    record StateIds(List<EventId> state, List<EventId> authChain) {
    }
}
