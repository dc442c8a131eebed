package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.bridge.federation.inbound.JoinAnswers.Joined;
import org.colloque.messaging.room.StrippedState;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;

/** The second step of joining, knocking and leaving through us: the signed event comes in, the room goes out. */
@ApplicationScoped
public class EntryService {

    private final PeerAccess access;
    private final HandedIn handedIn;
    private final JoinAnswers answers;
    private final StrippedState stripped;

    EntryService(PeerAccess access, HandedIn handedIn, JoinAnswers answers, StrippedState stripped) {
        this.access = access;
        this.handedIn = handedIn;
        this.answers = answers;
        this.stripped = stripped;
    }

    /** Takes a join in; answers the room as it was before it, as {@link JoinAnswers#to} does. Fails as {@link HandedIn#accept}. */
    public Uni<Joined> join(ServerName peer, RoomId room, EventId event, ObjectNode json, boolean omitMembers) {
        return access.admitted(peer, room)
                .chain(head -> handedIn.accept(peer, head, event, "join", json).chain(stored -> answers.to(stored, head, omitMembers)));
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
}
