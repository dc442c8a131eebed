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
import org.colloque.protocol.signature.VerifyKey;

/** Port: what the pipeline needs of other servers. Everything that comes back is unchecked. */
public interface RemoteEvents {

    /** The keys with which these servers sign, valid at the time (milliseconds since the epoch); a server that cannot be reached has none. */
    Uni<Map<ServerName, Map<KeyId, VerifyKey>>> keys(Map<ServerName, Long> validAt);

    /** Spec: server-server-api, "get_missing_events". */
    Uni<List<Pdu>> missingEvents(ServerName from, RoomId room, RoomVersion version, List<EventId> earliest, List<EventId> latest, long minDepth);

    /** The ids of state and auth chain before an event. Spec: server-server-api, "state_ids". */
    Uni<StateIds> stateIds(ServerName from, RoomId room, EventId event);

    /** The events with these ids, those that the server gave. Spec: server-server-api, "event". */
    Uni<List<Pdu>> events(ServerName from, RoomVersion version, Collection<EventId> ids);

    /** Older events, newest first. Spec: server-server-api, "Backfilling and retrieving missing events". */
    Uni<List<Pdu>> backfill(ServerName from, RoomId room, RoomVersion version, List<EventId> before, int limit);

    /** The ids of a state and of its auth chain. */
    record StateIds(List<EventId> state, List<EventId> authChain) {
    }
}
