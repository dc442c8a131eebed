package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventPipeline;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Knocks on rooms. Spec: client-server-api, "Knocking on rooms". */
@ApplicationScoped
public class KnockService {

    private final EventPipeline pipeline;
    private final Memberships memberships;
    private final MemberProfiles profiles;
    private final RemoteEntry remote;

    KnockService(EventPipeline pipeline, Memberships memberships, MemberProfiles profiles, RemoteEntry remote) {
        this.pipeline = pipeline;
        this.memberships = memberships;
        this.profiles = profiles;
        this.remote = remote;
    }

    /** Knocks on the room, here or through other servers. Fails with {@code M_FORBIDDEN} when the room takes no knocks. */
    public Uni<RoomId> knock(UserId user, RoomId room, List<ServerName> via, Optional<String> reason) {
        return profiles.memberContent(user)
                .map(content -> JoinService.withReason(content.put("membership", "knock"), reason))
                .chain(content -> memberships.local(room).chain(here -> here
                        ? knockHere(user, room, content)
                        : remote.knock(user, room, via, content)))
                .replaceWith(room);
    }

    private Uni<Void> knockHere(UserId user, RoomId room, ObjectNode content) {
        return pipeline.send(room, EventDraft.state(user, EventTypes.MEMBER, user.value(), content)).replaceWithVoid();
    }
}
