package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.relation.EventRelation;
import org.colloque.messaging.event.relation.RelationStore;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;

/** How events may relate to others when local users send them. What relates to nothing costs nothing. */
@ApplicationScoped
class RelationRules {

    private static final int BAD_REQUEST = 400;

    private final RoomReads reads;
    private final RelationStore store;

    RelationRules(RoomReads reads, RelationStore store) {
        this.reads = reads;
        this.store = store;
    }

    /**
     * Fails with {@code M_DUPLICATE_ANNOTATION} when the sender has annotated the event so before (but not for the same transaction again),
     * with {@code M_UNKNOWN} when a thread is to begin at an event that itself relates to another. Relations to unknown events are allowed.
     */
    Uni<Void> check(RoomId room, EventDraft draft) {
        Optional<EventRelation> relation = EventRelation.of(draft.type(), draft.content());
        return switch (relation.map(EventRelation::type).orElse("")) {
            case EventRelation.ANNOTATION -> reads.head(room).chain(head -> head.isEmpty() || relation.get().key().isEmpty()
                    ? Uni.createFrom().voidItem() : annotation(head.get(), draft, relation.get()));
            case EventRelation.THREAD -> thread(room, relation.get());
            default -> Uni.createFrom().voidItem();
        };
    }

    /** Spec: client-server-api, "Avoiding duplicate annotations". */
    private Uni<Void> annotation(RoomHead head, EventDraft draft, EventRelation relation) {
        return store.annotation(head.number(), draft.sender(), draft.type(), relation, draft.transaction().orElseThrow()).invoke(found -> {
            if (found.isPresent() && !found.get().same()) {
                throw new MatrixException(Errcode.M_DUPLICATE_ANNOTATION, "You have annotated this event so already.");
            }
        }).replaceWithVoid();
    }

    /** Spec: client-server-api, "Validation of m.thread relationships". */
    private Uni<Void> thread(RoomId room, EventRelation relation) {
        return reads.byId(List.of(relation.target())).invoke(found -> {
            Optional<Pdu> root = Optional.ofNullable(found.get(relation.target())).map(StoredEvent::pdu);
            if (root.filter(pdu -> pdu.roomId().equals(room) && EventRelation.of(pdu.type(), pdu.content()).isPresent()).isPresent()) {
                throw new MatrixException(Errcode.M_UNKNOWN, "A thread cannot begin at an event that relates to another one.")
                        .withStatus(BAD_REQUEST);
            }
        }).replaceWithVoid();
    }
}
