package org.colloque.bridge.federation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventStatus;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** The states and auth chains that other servers ask for. Spec: server-server-api, "Retrieving events". */
@ApplicationScoped
public class StateService {

    private final PeerAccess access;
    private final RoomReads reads;

    StateService(PeerAccess access, RoomReads reads) {
        this.access = access;
        this.reads = reads;
    }

    /** The state before an event with its auth chain. Fails with {@code M_NOT_FOUND} when the event or the state is not known. */
    public Uni<State> at(ServerName peer, RoomId room, EventId event) {
        return known(peer, room, event).chain(this::before);
    }

    /** The same in ids alone. */
    public Uni<StateIds> idsAt(ServerName peer, RoomId room, EventId event) {
        return known(peer, room, event).invoke(StateService::requireState)
                .chain(reads::stateBefore)
                .map(state -> state.entries().map(entry -> entry.getValue().eventId()).toList())
                .chain(ids -> access.inside(peer, room)
                        .chain(head -> reads.authChain(head.number(), ids))
                        .map(chain -> new StateIds(ids, chain)));
    }

    /** The auth chain of an event. */
    public Uni<List<Pdu>> authChain(ServerName peer, RoomId room, EventId event) {
        return known(peer, room, event).chain(stored -> access.inside(peer, room)
                .chain(head -> reads.authChain(head.number(), List.of(event)))).chain(this::events);
    }

    /** The state before a stored event, with its auth chain. */
    Uni<State> before(StoredEvent event) {
        requireState(event);
        return reads.stateBefore(event).chain(reads::all).chain(state -> {
            List<EventId> ids = state.stream().map(stored -> stored.pdu().eventId()).toList();
            return access.number(event.pdu().roomId())
                    .chain(number -> reads.authChain(number, ids))
                    .chain(this::events)
                    .map(chain -> new State(state.stream().map(StoredEvent::pdu).toList(), chain));
        });
    }

    private Uni<StoredEvent> known(ServerName peer, RoomId room, EventId event) {
        return access.inside(peer, room).chain(() -> reads.byId(List.of(event))).map(found -> {
            StoredEvent stored = found.get(event);
            if (stored == null || !stored.pdu().roomId().equals(room)) {
                throw MatrixException.notFound("This server does not know the event " + event + " in this room.");
            }
            return stored;
        });
    }

    private static void requireState(StoredEvent event) {
        if (event.snapshot().isEmpty() || event.status() == EventStatus.OUTLIER) {
            throw MatrixException.notFound("This server does not know the state at the event.");
        }
    }

    private Uni<List<Pdu>> events(Collection<EventId> ids) {
        return reads.byId(ids).map(found -> found.values().stream().map(StoredEvent::pdu).toList());
    }

    /** A state and its auth chain. */
    public record State(List<Pdu> state, List<Pdu> authChain) {
    }

    /** The ids of a state and of its auth chain. */
    public record StateIds(List<EventId> state, Set<EventId> authChain) {
    }
}
