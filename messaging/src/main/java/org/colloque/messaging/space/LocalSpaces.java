package org.colloque.messaging.space;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.room.RoomPreviews;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** The rooms of a tree that this server is in. */
@ApplicationScoped
class LocalSpaces {

    private static final String SPACE = "m.space";

    private final RoomReads reads;
    private final RoomPreviews previews;

    LocalSpaces(RoomReads reads, RoomPreviews previews) {
        this.reads = reads;
        this.previews = previews;
    }

    /** The room, if this server takes part in it. */
    Uni<Optional<RoomHead>> head(RoomId room) {
        return reads.head(room).map(head -> head.filter(RoomHead::isLocal));
    }

    /** The room as a user sees it who is in it or may enter it; empty for others. */
    Uni<Optional<SpaceRoom>> shown(RoomHead head, UserId user) {
        return previews.of(user, head.roomId()).chain(summary -> with(head, withoutMembership(summary))).map(Optional::of)
                .onFailure(LocalSpaces::isHidden).recoverWithItem(Optional.empty());
    }

    /** A room with its children. */
    Uni<SpaceRoom> with(RoomHead head, ObjectNode summary) {
        if (!summary.path("room_type").asText().equals(SPACE)) {
            return Uni.createFrom().item(new SpaceRoom(summary, List.of()));
        }
        Set<StateKey> slots = head.state().entries().map(Map.Entry::getKey).filter(slot -> slot.type().equals(EventTypes.SPACE_CHILD))
                .collect(Collectors.toSet());
        return reads.inState(head.state(), slots).map(state -> new SpaceRoom(summary, state.values().stream().map(StoredEvent::pdu)
                .flatMap(event -> SpaceChild.of(event).stream()).sorted(SpaceChild.ORDER).toList()));
    }

    private static ObjectNode withoutMembership(ObjectNode summary) {
        summary.remove("membership");
        return summary;
    }

    private static boolean isHidden(Throwable failure) {
        return failure instanceof MatrixException refusal && refusal.errcode() == Errcode.M_NOT_FOUND;
    }
}
