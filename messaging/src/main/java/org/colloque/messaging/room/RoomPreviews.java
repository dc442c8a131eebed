package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.room.Memberships.Membership;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** Shows a room to members and to those who may enter it or read it. Spec: client-server-api, "Room summary". */
@ApplicationScoped
public class RoomPreviews {

    private static final Set<String> OPEN_RULES = Set.of("public", "knock", "knock_restricted");
    private static final Set<String> PART = Set.of("join", "invite", "knock");

    private final RoomReads reads;
    private final Memberships memberships;
    private final RoomSummaries summaries;
    private final RestrictedJoins restricted;

    RoomPreviews(RoomReads reads, Memberships memberships, RoomSummaries summaries, RestrictedJoins restricted) {
        this.reads = reads;
        this.memberships = memberships;
        this.summaries = summaries;
        this.restricted = restricted;
    }

    /** The summary, with the user's membership. Fails with {@code M_NOT_FOUND}, also when the user may not see the room. */
    public Uni<ObjectNode> of(UserId user, RoomId room) {
        return reads.head(room).chain(head -> head
                .map(found -> memberships.of(user, room).chain(membership -> of(user, found, membership)))
                .orElseGet(() -> Uni.createFrom().failure(unknown())));
    }

    private Uni<ObjectNode> of(UserId user, RoomHead head, Optional<Membership> membership) {
        return memberships.joinedCount(head.roomId())
                .chain(joined -> summaries.summary(head, joined))
                .chain(summary -> mayEnter(user, head, summary).map(mayEnter -> {
                    if (!mayEnter && membership.filter(now -> PART.contains(now.membership())).isEmpty()) {
                        throw unknown();
                    }
                    membership.ifPresent(now -> summary.put("membership", now.membership()));
                    return summary;
                }));
    }

    private Uni<Boolean> mayEnter(UserId user, RoomHead head, ObjectNode summary) {
        if (summary.path("world_readable").asBoolean() || OPEN_RULES.contains(summary.path("join_rule").asText())) {
            return Uni.createFrom().item(true);
        }
        if (!summary.path("join_rule").asText().equals("restricted")) {
            return Uni.createFrom().item(false);
        }
        return restricted.decide(head, user).map(decision -> !(decision instanceof RestrictedJoins.Decision.Refused));
    }

    private static MatrixException unknown() {
        return MatrixException.notFound("There is no such room that you may see.");
    }
}
