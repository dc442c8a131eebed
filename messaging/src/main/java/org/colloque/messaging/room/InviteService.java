package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.accountdata.InvitePermissions;
import org.colloque.messaging.accounts.AccountService;
import org.colloque.messaging.config.ServerConfig;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Invites users of this server and of others. Spec: client-server-api, "Inviting users"; server-server-api, "Inviting to a room". */
@ApplicationScoped
public class InviteService {

    private final EventPipeline pipeline;
    private final RoomReads reads;
    private final RemoteRooms remote;
    private final StrippedState stripped;
    private final AccountService accounts;
    private final InvitePermissions permissions;
    private final ServerConfig server;

    InviteService(EventPipeline pipeline, RoomReads reads, RemoteRooms remote, StrippedState stripped, AccountService accounts,
            InvitePermissions permissions, ServerConfig server) {
        this.pipeline = pipeline;
        this.reads = reads;
        this.remote = remote;
        this.stripped = stripped;
        this.accounts = accounts;
        this.permissions = permissions;
        this.server = server;
    }

    /** The content of an invite. */
    static ObjectNode content(boolean direct, Optional<String> reason) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("membership", "invite");
        if (direct) {
            content.put("is_direct", true);
        }
        reason.ifPresent(text -> content.put("reason", text));
        return content;
    }

    /**
     * Invites a user; the event is appended once the invited user's server has signed it. Fails as {@link EventPipeline#send}, and with
     * {@code M_INVITE_BLOCKED} when the user does not take it.
     */
    public Uni<EventRef> invite(UserId sender, RoomId room, UserId invited, ObjectNode content) {
        EventDraft draft = EventDraft.state(sender, EventTypes.MEMBER, invited.value(), content);
        if (invited.server().equals(server.serverName())) {
            return welcome(sender, List.of(invited)).chain(() -> pipeline.send(room, draft));
        }
        return pipeline.send(room, draft, this::cosign);
    }

    /**
     * For users of this server who are invited together: has those made whom only their application service knows. Fails with
     * {@code M_INVITE_BLOCKED} when one does not take it.
     */
    Uni<Void> welcome(UserId sender, List<UserId> invited) {
        List<UserId> ours = invited.stream().filter(user -> user.server().equals(server.serverName())).toList();
        return InTurn.each(ours, accounts::await).chain(() -> permissions.require(sender, ours));
    }

    /** Invites a user with a reason, if there is one. */
    public Uni<EventRef> invite(UserId sender, RoomId room, UserId invited, Optional<String> reason) {
        return invite(sender, room, invited, content(false, reason));
    }

    private Uni<Pdu> cosign(Pdu invite) {
        return reads.head(invite.roomId())
                .chain(head -> head.map(found -> stripped.forServers(found, invite.sender())).orElseGet(() -> Uni.createFrom().item(List.of())))
                .chain(state -> remote.invite(invite, state));
    }
}
