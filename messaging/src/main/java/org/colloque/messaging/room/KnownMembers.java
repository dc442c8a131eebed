package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.partial.PartialRooms;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** Rooms for decisions about one user: they are read once it is known what that user is there. */
@ApplicationScoped
class KnownMembers {

    private final RoomReads reads;
    private final PartialRooms partial;

    KnownMembers(RoomReads reads, PartialRooms partial) {
        this.reads = reads;
        this.partial = partial;
    }

    /** The head of a room that is known. Fails with {@code M_CONNECTION_TIMEOUT} when its state stays partial for too long. */
    Uni<RoomHead> head(RoomId room, UserId user) {
        return reads.head(room).chain(found -> {
            RoomHead head = found.orElseThrow();
            return head.isUnknown(StateKey.member(user)) ? partial.whole(head).chain(() -> head(room, user)) : Uni.createFrom().item(head);
        });
    }
}
