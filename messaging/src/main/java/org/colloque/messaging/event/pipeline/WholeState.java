package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.EventStore;
import org.colloque.messaging.event.EventStore.Held;
import org.colloque.messaging.event.RemoteEvents;
import org.colloque.messaging.event.RemoteEvents.StateIds;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.messaging.event.partial.PartialRoom;
import org.colloque.messaging.event.state.Snapshots;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;

/** Brings the whole state before our join here, as another server tells it: its events are kept as outliers, in slices. */
@ApplicationScoped
class WholeState {

    /** Other work of the room, and other rooms' appends, wait for no more than this. */
    private static final int SLICE = 1_000;
    /** More than this is asked for at once, with what is held already, instead of one by one. */
    private static final int ONE_BY_ONE = 50;

    private final RemoteEvents remote;
    private final EventStore store;
    private final Snapshots snapshots;
    private final HashesAndSignatures checks;
    private final RoomQueues queues;
    private final IntakeSteps steps;

    WholeState(RemoteEvents remote, EventStore store, Snapshots snapshots, HashesAndSignatures checks, RoomQueues queues, IntakeSteps steps) {
        this.remote = remote;
        this.store = store;
        this.snapshots = snapshots;
        this.checks = checks;
        this.queues = queues;
        this.steps = steps;
    }

    /** Keeps those of these events that are sound. */
    Uni<Void> keep(PartialRoom room, Collection<Pdu> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return checks.check(room.room(), events).emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(checked -> InTurn.each(slices(Topology.byAuth(checked.events())),
                        slice -> queues.submit(room.room(), new Intake(Incoming.outliers(slice), steps)).replaceWithVoid()));
    }

    private static List<List<Pdu>> slices(List<Pdu> events) {
        List<List<Pdu>> slices = new ArrayList<>();
        for (int i = 0; i < events.size(); i += SLICE) {
            slices.add(events.subList(i, Math.min(i + SLICE, events.size())));
        }
        return slices;
    }

    /** What stands in the slots of a state, of whose events those that are not held, or were refused, are left out. */
    Uni<Map<StateKey, EventRef>> held(Collection<EventId> state) {
        return store.held(state).map(held -> {
            Map<StateKey, EventRef> slots = HashMap.newHashMap(held.size());
            for (Held event : held.values()) {
                if (event.status() != EventStatus.REJECTED) {
                    event.slot().ifPresent(slot -> slots.put(slot, event.ref()));
                }
            }
            return slots;
        });
    }

    /**
     * Asks a server for the state before our join, and keeps its events. Fails when it cannot be reached, tells a state that is not the one by
     * which we entered, or does not give all of its events.
     */
    Uni<Map<StateKey, EventRef>> from(ServerName server, RoomHead head, PartialRoom room) {
        return remote.stateIds(server, room.room(), room.join())
                .call(ids -> requireOurs(server, room, ids))
                .chain(ids -> lacking(ids).chain(lacking -> events(server, head, room, lacking)
                                .chain(events -> keep(room, events).invoke(() -> requireAll(server, ids, lacking, events))))
                        .chain(() -> held(ids.state())));
    }

    private Uni<Void> requireOurs(ServerName server, PartialRoom room, StateIds ids) {
        return snapshots.get(room.number(), room.base()).invoke(base -> {
            if (!new LinkedHashSet<>(ids.state()).containsAll(base.state().ids().values())) {
                throw new IllegalStateException(server + " tells another state of " + room.room() + " than that by which it was entered.");
            }
        }).replaceWithVoid();
    }

    private Uni<Set<EventId>> lacking(StateIds ids) {
        Set<EventId> wanted = new LinkedHashSet<>(ids.state());
        wanted.addAll(ids.authChain());
        return store.held(wanted).map(held -> {
            wanted.removeAll(held.keySet());
            return wanted;
        });
    }

    private Uni<List<Pdu>> events(ServerName server, RoomHead head, PartialRoom room, Set<EventId> lacking) {
        if (lacking.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return lacking.size() <= ONE_BY_ONE ? remote.events(server, head.version(), lacking)
                : remote.state(server, room.room(), head.version(), room.join())
                        .map(events -> events.stream().filter(event -> lacking.contains(event.eventId())).toList());
    }

    /** What was given and is not sound is left out, as in a room that is entered whole; what was not given may be had elsewhere. */
    private static void requireAll(ServerName server, StateIds ids, Set<EventId> lacking, List<Pdu> events) {
        Set<EventId> given = events.stream().map(Pdu::eventId).collect(Collectors.toSet());
        long withheld = ids.state().stream().filter(id -> lacking.contains(id) && !given.contains(id)).count();
        if (withheld > 0) {
            throw new IllegalStateException(server + " does not give " + withheld + " events of the state that it tells.");
        }
    }
}
