package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.messaging.event.relation.EventRelation;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.RoomId;

/** How events may relate to others when local users send them. What relates to nothing costs nothing. */
@ApplicationScoped
class RelationRules {

    private static final int BAD_REQUEST = 400;

    private final RoomReads reads;

    RelationRules(RoomReads reads) {
        this.reads = reads;
    }

    /**
     * Fails with {@code M_UNKNOWN} when a thread is to begin at an event that itself relates to another. Relations to unknown events are
     * allowed. (Whether an annotation is the first of its kind is decided where it is appended.)
     */
    Uni<Void> check(RoomId room, EventDraft draft) {
        Optional<EventRelation> relation = EventRelation.of(draft.type(), draft.content());
        return relation.filter(known -> known.type().equals(EventRelation.THREAD)).map(known -> thread(room, known))
                .orElseGet(() -> Uni.createFrom().voidItem());
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
