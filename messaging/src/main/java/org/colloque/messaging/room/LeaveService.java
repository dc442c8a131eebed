package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.messaging.room.Memberships.Membership;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.jboss.logging.Logger;

/** Leaves rooms, declines invites, takes back knocks. Spec: client-server-api, "Leaving rooms". */
@ApplicationScoped
public class LeaveService {

    private static final Logger LOG = Logger.getLogger(LeaveService.class);

    private final EventPipeline pipeline;
    private final Memberships memberships;
    private final RemoteEntry remote;
    private final LocalLeave local;

    LeaveService(EventPipeline pipeline, Memberships memberships, RemoteEntry remote, LocalLeave local) {
        this.pipeline = pipeline;
        this.memberships = memberships;
        this.remote = remote;
        this.local = local;
    }

    /**
     * Leaves the room; nothing happens when it was left already. An invite to a room of other servers is declined there; when they
     * cannot be reached it is gone from here all the same. Fails with {@code M_FORBIDDEN} when the user never had part in it or
     * is banned, {@code M_NOT_FOUND} when the room is not known here.
     */
    public Uni<Void> leave(UserId user, RoomId room, Optional<String> reason) {
        ObjectNode content = JoinService.withReason(JsonNodeFactory.instance.objectNode().put("membership", "leave"), reason);
        return memberships.of(user, room).chain(found -> found
                .map(now -> leave(user, room, now, content))
                .orElseGet(() -> noPart(room)));
    }

    private Uni<Void> noPart(RoomId room) {
        return memberships.local(room).chain(here -> Uni.createFrom().failure(here
                ? MatrixException.forbidden("You have no part in this room.")
                : MatrixException.notFound("There is no such room that you have part in.")));
    }

    private Uni<Void> leave(UserId user, RoomId room, Membership now, ObjectNode content) {
        return switch (now.membership()) {
            case "leave" -> Uni.createFrom().voidItem();
            case "ban" -> Uni.createFrom().failure(MatrixException.forbidden("You are banned from this room."));
            default -> memberships.local(room).chain(here -> here
                    ? pipeline.send(room, EventDraft.state(user, EventTypes.MEMBER, user.value(), content)).replaceWithVoid()
                    : decline(user, room, now, content));
        };
    }

    private Uni<Void> decline(UserId user, RoomId room, Membership now, ObjectNode content) {
        return remote.leave(user, room, content).onFailure().recoverWithUni(failure -> {
            LOG.infof("The room's servers did not take the leave of %s from %s: %s", user, room, failure.getMessage());
            return local.leave(user, now.event(), content);
        });
    }
}
