package org.colloque.bridge.federation.inbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.room.RestrictedJoins;
import org.colloque.messaging.room.RestrictedJoins.Decision;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;

/**
 * Proposes member events to users of other servers, who sign them and hand them in again.
 *
 * <p>Spec: server-server-api, "Joining Rooms", "Knocking upon a room", "Leaving Rooms (Rejecting Invites)".
 */
@ApplicationScoped
public class Proposals {

    /** What a server knows that does not say it. */
    private static final List<String> FIRST = List.of("1");

    private final PeerAccess access;
    private final EventPipeline pipeline;
    private final RestrictedJoins restricted;

    Proposals(PeerAccess access, EventPipeline pipeline, RestrictedJoins restricted) {
        this.access = access;
        this.pipeline = pipeline;
        this.restricted = restricted;
    }

    /**
     * What {@code make_join} answers. Fails with {@code M_INCOMPATIBLE_ROOM_VERSION}, {@code M_UNABLE_TO_GRANT_JOIN},
     * {@code M_FORBIDDEN} or {@code M_NOT_FOUND}.
     */
    public Uni<ObjectNode> join(ServerName peer, RoomId room, UserId user, List<String> versions) {
        return open(peer, room, user)
                .invoke(head -> requireVersion(head, versions))
                .chain(head -> restricted.decide(head, user)
                        .chain(decision -> proposal(head, user, "join", joinContent(decision))));
    }

    /** What {@code make_knock} answers. */
    public Uni<ObjectNode> knock(ServerName peer, RoomId room, UserId user, List<String> versions) {
        return open(peer, room, user)
                .invoke(head -> requireVersion(head, versions))
                .chain(head -> proposal(head, user, "knock", JsonNodes.object()));
    }

    /** What {@code make_leave} answers. */
    public Uni<ObjectNode> leave(ServerName peer, RoomId room, UserId user) {
        return open(peer, room, user).chain(head -> proposal(head, user, "leave", JsonNodes.object()));
    }

    private Uni<RoomHead> open(ServerName peer, RoomId room, UserId user) {
        if (!user.isOn(peer)) {
            return Uni.createFrom().failure(MatrixException.forbidden(user + " is not a user of " + peer + "."));
        }
        return pipeline.settled(room, StateKey.member(user)).chain(() -> access.admitted(peer, room));
    }

    private Uni<ObjectNode> proposal(RoomHead head, UserId user, String membership, ObjectNode content) {
        return pipeline.template(head.roomId(), user, membership, content.put("membership", membership)).map(event -> {
            ObjectNode answer = JsonNodes.object().put("room_version", head.version().id());
            answer.set("event", event);
            return answer;
        });
    }

    private static ObjectNode joinContent(Decision decision) {
        ObjectNode content = JsonNodes.object();
        return switch (decision) {
            case Decision.NotNeeded ignored -> content;
            case Decision.VouchedBy voucher -> content.put("join_authorised_via_users_server", voucher.user().value());
            case Decision.NobodyHere ignored -> throw new MatrixException(Errcode.M_UNABLE_TO_GRANT_JOIN,
                    "Nobody on this server may let the user in: ask another server of the room.");
            case Decision.Refused ignored -> throw MatrixException.forbidden(
                    "The user is in none of the rooms whose members may join this one.");
        };
    }

    private static void requireVersion(RoomHead head, List<String> versions) {
        if (!(versions.isEmpty() ? FIRST : versions).contains(head.version().id())) {
            throw new MatrixException(Errcode.M_INCOMPATIBLE_ROOM_VERSION,
                    "The room has version " + head.version().id() + ", which your server does not know.")
                    .with("room_version", head.version().id());
        }
    }
}
