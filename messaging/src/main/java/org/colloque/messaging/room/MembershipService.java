package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.event.EventRef;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Removes, bans and readmits members, and forgets rooms. Spec: client-server-api, "Room membership". */
@ApplicationScoped
public class MembershipService {

    private static final Set<String> PRESENT = Set.of("join", "invite", "knock");

    private final EventPipeline pipeline;
    private final Memberships memberships;

    MembershipService(EventPipeline pipeline, Memberships memberships) {
        this.pipeline = pipeline;
        this.memberships = memberships;
    }

    /** Removes a user who is in the room, invited to it or knocking on it. Fails with {@code M_FORBIDDEN}. */
    public Uni<EventRef> kick(UserId sender, RoomId room, UserId target, Optional<String> reason) {
        return requireMember(sender, room)
                .chain(() -> memberships.of(target, room))
                .invoke(found -> found.filter(now -> PRESENT.contains(now.membership()))
                        .orElseThrow(() -> MatrixException.forbidden(target + " is not in this room.")))
                .chain(() -> change(sender, room, target, content("leave", reason)));
    }

    public Uni<EventRef> ban(UserId sender, RoomId room, UserId target, Optional<String> reason) {
        return requireMember(sender, room).chain(() -> change(sender, room, target, content("ban", reason)));
    }

    /** Lifts a ban. Fails with {@code M_FORBIDDEN}, also when the user is not banned. */
    public Uni<EventRef> unban(UserId sender, RoomId room, UserId target, Optional<String> reason) {
        return requireMember(sender, room)
                .chain(() -> memberships.of(target, room))
                .invoke(found -> found.filter(now -> now.membership().equals("ban"))
                        .orElseThrow(() -> MatrixException.forbidden(target + " is not banned from this room.")))
                .chain(() -> change(sender, room, target, content("leave", reason)));
    }

    /** Forgets a room that was left. Fails with {@code M_UNKNOWN} (400) while the user is in it. */
    public Uni<Void> forget(UserId user, RoomId room) {
        return memberships.of(user, room).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().failure(MatrixException.notFound("You have no part in this room."));
            }
            return memberships.forget(user, room).invoke(forgotten -> {
                if (!forgotten) {
                    throw new MatrixException(400, Errcode.M_UNKNOWN, "You are in this room: leave it before you forget it.",
                            JsonNodeFactory.instance.objectNode());
                }
            }).replaceWithVoid();
        });
    }

    public Uni<List<RoomId>> joinedRooms(UserId user) {
        return memberships.rooms(user, "join");
    }

    /** The rooms to which both are joined, in the order of their ids. */
    public Uni<List<RoomId>> mutualRooms(UserId one, UserId other) {
        return memberships.mutual(one, other);
    }

    private Uni<Void> requireMember(UserId sender, RoomId room) {
        return memberships.of(sender, room).invoke(found -> found.filter(now -> now.membership().equals("join"))
                .orElseThrow(() -> MatrixException.forbidden("You are not in this room."))).replaceWithVoid();
    }

    private Uni<EventRef> change(UserId sender, RoomId room, UserId target, ObjectNode content) {
        return pipeline.send(room, EventDraft.state(sender, EventTypes.MEMBER, target.value(), content));
    }

    private static ObjectNode content(String membership, Optional<String> reason) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("membership", membership);
        reason.ifPresent(text -> content.put("reason", text));
        return content;
    }
}
