package org.colloque.messaging.event.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.colloque.messaging.error.Errcode;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.relation.EventRelation;
import org.colloque.messaging.event.relation.RelationStore;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.UserId;

/**
 * Keeps local users from annotating an event twice alike. It looks while the room's line waits, and what is decided then is stored only
 * if the room has not moved meanwhile, on whichever node: so of equal annotations sent at one moment one passes. What is no annotation
 * waits for nothing. Spec: client-server-api, "Avoiding duplicate annotations".
 */
@Singleton
class Annotations {

    private final RelationStore store;

    Annotations(RelationStore store) {
        this.store = store;
    }

    /** Fails with {@code M_DUPLICATE_ANNOTATION} when the sender has annotated the event so before, but not under the same transaction. */
    Uni<Void> checkNew(RoomDraft draft, UserId sender, String type, ObjectNode content, Optional<ClientTransaction> transaction) {
        Optional<EventRelation> relation = annotation(type, content);
        return relation.isEmpty() ? Uni.createFrom().voidItem() : checkNew(draft, sender, type, relation.get(), transaction);
    }

    private Uni<Void> checkNew(RoomDraft draft, UserId sender, String type, EventRelation relation, Optional<ClientTransaction> transaction) {
        if (draft.events().stream().anyMatch(added -> isSame(added.pdu(), sender, type, relation))) {
            return Uni.createFrom().failure(duplicate());
        }
        return store.annotation(draft.head().number(), sender, type, relation, transaction).invoke(found -> {
            if (found.isPresent() && !found.get().same()) {
                throw duplicate();
            }
        }).replaceWithVoid();
    }

    private static boolean isSame(Pdu added, UserId sender, String type, EventRelation relation) {
        return added.sender().equals(sender) && added.type().equals(type) && annotation(type, added.content()).equals(Optional.of(relation));
    }

    private static Optional<EventRelation> annotation(String type, ObjectNode content) {
        return EventRelation.of(type, content).filter(relation -> relation.type().equals(EventRelation.ANNOTATION) && relation.key().isPresent());
    }

    private static MatrixException duplicate() {
        return new MatrixException(Errcode.M_DUPLICATE_ANNOTATION, "You have annotated this event so already.");
    }
}
