package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.colloque.messaging.event.append.AppendOutcome;
import org.colloque.messaging.event.append.AppendWriter;
import org.colloque.messaging.event.append.RecentAppends;
import org.colloque.messaging.event.append.RoomDraft;
import org.colloque.messaging.event.append.RoomHeads;

/** Stores drafts of rooms that are new to this server. */
@ApplicationScoped
class NewRooms {

    private final AppendWriter writer;
    private final RoomHeads heads;
    private final RecentAppends recent;

    NewRooms(AppendWriter writer, RoomHeads heads, RecentAppends recent) {
        this.writer = writer;
        this.heads = heads;
        this.recent = recent;
    }

    /** Stores the draft; answers false, and stores nothing, when the room is known by now. */
    Uni<Boolean> store(RoomDraft draft) {
        return writer.append(draft.toAppend()).map(outcome -> {
            if (!(outcome instanceof AppendOutcome.Moved(long firstPosition))) {
                return false;
            }
            recent.stored(draft, firstPosition);
            heads.moved(draft.moved(firstPosition));
            return true;
        });
    }
}
