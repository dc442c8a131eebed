package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.colloque.bridge.keys.OwnKeys;
import org.colloque.messaging.room.StrippedState;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** The second step of joining, knocking and leaving through us: the signed event comes in, the room goes out. */
@ApplicationScoped
public class EntryService {

    private final PeerAccess access;
    private final HandedIn handedIn;
    private final StateService states;
    private final StrippedState stripped;
    private final OwnKeys own;

    EntryService(PeerAccess access, HandedIn handedIn, StateService states, StrippedState stripped, OwnKeys own) {
        this.access = access;
        this.handedIn = handedIn;
        this.states = states;
        this.stripped = stripped;
        this.own = own;
    }

    /** Takes a join in; answers the room as it was before it. Fails as {@link HandedIn#accept}. */
    public Uni<Joined> join(ServerName peer, RoomId room, EventId event, ObjectNode json) {
        return access.admitted(peer, room)
                .chain(head -> handedIn.accept(peer, head, event, "join", json))
                .chain(stored -> states.before(stored).map(state -> {
                    Set<ServerName> servers = new HashSet<>(state.servers());
                    servers.add(own.name());
                    return new Joined(own.name(), stored.pdu(), state.state(), state.authChain(), servers);
                }));
    }

    /** Takes a knock in; answers what one may see of the room. */
    public Uni<List<ObjectNode>> knock(ServerName peer, RoomId room, EventId event, ObjectNode json) {
        return access.admitted(peer, room)
                .chain(head -> handedIn.accept(peer, head, event, "knock", json).chain(stored -> stripped.forServers(head)));
    }

    /** Takes a leave in: of a member, of an invited user who declines, of a user who takes a knock back. */
    public Uni<Void> leave(ServerName peer, RoomId room, EventId event, ObjectNode json) {
        return access.admitted(peer, room)
                .chain(head -> handedIn.accept(peer, head, event, "leave", json)).replaceWithVoid();
    }

    /**
     * A room as a server that joins gets it.
     *
     * @param event the join, with our signature if it needed one
     * @param state the state before the join
     */
    public record Joined(ServerName origin, Pdu event, List<Pdu> state, List<Pdu> authChain, Set<ServerName> servers) {
    }
}
