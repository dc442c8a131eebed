package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.RoomHead;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Joins rooms, here or through other servers. Spec: client-server-api, "Joining rooms"; server-server-api, "Joining Rooms". */
@ApplicationScoped
public class JoinService {

    private final EventPipeline pipeline;
    private final KnownMembers members;
    private final Memberships memberships;
    private final MemberProfiles profiles;
    private final RemoteEntry remote;
    private final RestrictedJoins restricted;
    private final RoomSuccession succession;

    JoinService(EventPipeline pipeline, KnownMembers members, Memberships memberships, MemberProfiles profiles,
            RemoteEntry remote, RestrictedJoins restricted, RoomSuccession succession) {
        this.pipeline = pipeline;
        this.members = members;
        this.memberships = memberships;
        this.profiles = profiles;
        this.remote = remote;
        this.restricted = restricted;
        this.succession = succession;
    }

    /**
     * Joins the user to the room; nothing happens when it is joined already. A room that nobody of this server is in is joined
     * through other servers: those of {@code via}, the inviter's, and the one in the room's id.
     */
    public Uni<RoomId> join(UserId user, RoomId room, List<ServerName> via, Optional<String> reason) {
        return memberships.of(user, room).chain(now -> {
            if (now.filter(membership -> membership.membership().equals("join")).isPresent()) {
                return Uni.createFrom().item(room);
            }
            return profiles.memberContent(user)
                    .map(content -> withReason(content.put("membership", "join"), reason))
                    .chain(content -> enter(user, room, via, content))
                    .chain(() -> succession.carryOver(user, room))
                    .replaceWith(room);
        });
    }

    private Uni<Void> enter(UserId user, RoomId room, List<ServerName> via, ObjectNode content) {
        return memberships.local(room).chain(local -> local
                ? members.head(room, user).chain(head -> here(user, head, via, content))
                : remote.join(user, room, via, content));
    }

    private Uni<Void> here(UserId user, RoomHead head, List<ServerName> via, ObjectNode content) {
        return restricted.decide(head, user).chain(decision -> switch (decision) {
            case RestrictedJoins.Decision.NotNeeded ignored -> append(user, head.roomId(), content);
            case RestrictedJoins.Decision.VouchedBy voucher -> append(user, head.roomId(),
                    content.put("join_authorised_via_users_server", voucher.user().value()));
            case RestrictedJoins.Decision.NobodyHere ignored -> remote.join(user, head.roomId(), via, content);
            case RestrictedJoins.Decision.Refused ignored -> Uni.createFrom().failure(
                    MatrixException.forbidden("You are in none of the rooms whose members may join this one."));
        });
    }

    private Uni<Void> append(UserId user, RoomId room, ObjectNode content) {
        return pipeline.send(room, EventDraft.state(user, EventTypes.MEMBER, user.value(), content)).replaceWithVoid();
    }

    static ObjectNode withReason(ObjectNode content, Optional<String> reason) {
        reason.ifPresent(text -> content.put("reason", text));
        return content;
    }
}
