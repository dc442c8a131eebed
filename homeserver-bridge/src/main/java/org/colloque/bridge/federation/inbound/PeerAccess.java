package org.colloque.bridge.federation.inbound;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.colloque.bridge.federation.RoomServers;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.protocol.acl.ServerAcl;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;

/** Which rooms a server may ask about: not those whose access list shuts it out. Spec: server-server-api, "Server Access Control Lists (ACLs)". */
@ApplicationScoped
public class PeerAccess {

    private static final StateKey ACL = StateKey.of(EventTypes.SERVER_ACL);

    private final RoomReads reads;
    private final RoomServers servers;

    PeerAccess(RoomReads reads, RoomServers servers) {
        this.reads = reads;
        this.servers = servers;
    }

    /**
     * The head of a room that we take part in, all of whose state we know, and that does not shut the server out. Fails with
     * {@code M_NOT_FOUND} or {@code M_FORBIDDEN}.
     */
    public Uni<RoomHead> admitted(ServerName peer, RoomId room) {
        return heard(peer, room).invoke(head -> {
            if (head.partial()) {
                throw MatrixException.notFound("This server has just entered the room " + room + " and cannot tell of it yet.");
            }
        });
    }

    /**
     * The head of a room that we take part in and that does not shut the server out. Fails with {@code M_NOT_FOUND} or
     * {@code M_FORBIDDEN}.
     */
    public Uni<RoomHead> heard(ServerName peer, RoomId room) {
        return participating(room).call(head -> allowed(peer, head).invoke(allowed -> {
            if (!allowed) {
                throw MatrixException.forbidden("The room's access list does not let " + peer + " in.");
            }
        }));
    }

    /** As {@link #admitted}, for a server that has a joined member. Fails with {@code M_FORBIDDEN} otherwise. */
    public Uni<RoomHead> inside(ServerName peer, RoomId room) {
        return admitted(peer, room).call(head -> isIn(peer, head).invoke(in -> {
            if (!in) {
                throw MatrixException.forbidden("The server " + peer + " is not in this room.");
            }
        }));
    }

    private Uni<Boolean> isIn(ServerName peer, RoomHead head) {
        return head.members().joinedByServer().containsKey(peer) ? Uni.createFrom().item(true) : servers.isIn(peer, head.number());
    }

    /** Whether the room's access list lets the server take part. */
    public Uni<Boolean> allowed(ServerName peer, RoomHead head) {
        if (head.state().get(ACL).isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return reads.inState(head.state(), Set.of(ACL)).map(state ->
                !state.containsKey(ACL) || ServerAcl.parse(state.get(ACL).pdu().content()).allows(peer));
    }

    /** The number of a room that is known. */
    Uni<Long> number(RoomId room) {
        return reads.head(room).map(head -> head.orElseThrow().number());
    }

    private Uni<RoomHead> participating(RoomId room) {
        return reads.head(room).map(head -> head.filter(known -> known.members().localJoined() > 0)
                .orElseThrow(() -> MatrixException.notFound("This server is not in the room " + room + ".")));
    }
}
