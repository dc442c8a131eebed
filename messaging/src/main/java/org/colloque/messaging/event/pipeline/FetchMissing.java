package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStore;
import org.colloque.messaging.event.RemoteEvents;
import org.colloque.messaging.event.RemoteEvents.StateIds;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;
import org.jboss.logging.Logger;

/** The step FetchMissing: asks the server that sent an event for what must be known to judge it. A server that fails has nothing. */
@ApplicationScoped
class FetchMissing {

    private static final Logger LOG = Logger.getLogger(FetchMissing.class);
    /** A server that sends events with more gaps than this at once must send the rest again. */
    private static final int MAX_GAPS = 10;

    private final RemoteEvents remote;
    private final RoomReads reads;
    private final HashesAndSignatures checks;
    private final EventStore store;

    FetchMissing(RemoteEvents remote, RoomReads reads, HashesAndSignatures checks, EventStore store) {
        this.remote = remote;
        this.reads = reads;
        this.checks = checks;
        this.store = store;
    }

    /**
     * The events between the head and these, checked; not what lies before the gaps of our history, our joining among them: that is
     * the past. Spec: server-server-api, "get_missing_events".
     */
    Uni<List<Pdu>> between(ServerName origin, RoomHead head, List<EventId> latest) {
        return store.afterGaps(head.number())
                .map(edges -> Stream.concat(head.extremities().stream().map(EventRef::eventId), edges.stream()).distinct().toList())
                .chain(earliest -> remote.missingEvents(origin, head.roomId(), head.version(), earliest, latest, 0))
                .onFailure().invoke(failure -> LOG.debugf(failure, "%s gives no missing events of %s", origin, head.roomId()))
                .onFailure().recoverWithItem(List.of())
                .chain(events -> checked(head, events));
    }

    /** The states before these events, and what of them and their auth chains is not held, checked. */
    Uni<Told> statesBefore(ServerName origin, RoomHead head, List<EventId> events) {
        return Multi.createFrom().iterable(events.subList(0, Math.min(events.size(), MAX_GAPS)))
                .onItem().transformToUniAndConcatenate(event -> stateIds(origin, head, event).map(ids -> Map.entry(event, ids)))
                .collect().asList()
                .chain(states -> told(origin, head, states));
    }

    /** These events, those that the server gives, checked. */
    Uni<List<Pdu>> events(ServerName origin, RoomHead head, Collection<EventId> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return remote.events(origin, head.version(), ids)
                .onFailure().invoke(failure -> LOG.debugf(failure, "%s gives no events of %s", origin, head.roomId()))
                .onFailure().recoverWithItem(List.of())
                .chain(events -> checked(head, events));
    }

    private Uni<StateIds> stateIds(ServerName origin, RoomHead head, EventId event) {
        return remote.stateIds(origin, head.roomId(), event)
                .onFailure().invoke(failure -> LOG.debugf(failure, "%s gives no state before %s", origin, event))
                .onFailure().recoverWithItem(new StateIds(List.of(), List.of()));
    }

    private Uni<Told> told(ServerName origin, RoomHead head, List<Map.Entry<EventId, StateIds>> states) {
        Map<EventId, List<EventId>> before = new HashMap<>();
        Set<EventId> needed = new LinkedHashSet<>();
        for (Map.Entry<EventId, StateIds> state : states) {
            if (!state.getValue().state().isEmpty()) {
                before.put(state.getKey(), state.getValue().state());
                Stream.concat(state.getValue().authChain().stream(), state.getValue().state().stream()).forEach(needed::add);
            }
        }
        return reads.byId(needed).chain(held -> {
            Set<EventId> lacking = new HashSet<>(needed);
            lacking.removeAll(held.keySet());
            return events(origin, head, lacking).map(fetched -> new Told(before, fetched));
        });
    }

    private Uni<List<Pdu>> checked(RoomHead head, List<Pdu> events) {
        return events.isEmpty() ? Uni.createFrom().item(List.of())
                : checks.check(head.roomId(), events).map(checked -> new ArrayList<>(checked.events()));
    }

    /** States that another server told, and the events of them that were not held. */
    record Told(Map<EventId, List<EventId>> before, List<Pdu> events) {
    }
}
