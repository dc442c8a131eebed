package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.messaging.event.partial.PartialRooms;
import org.colloque.messaging.event.pipeline.LocalEvents.SignatureNeeded;
import org.colloque.messaging.event.pipeline.LocalEvents.StateUnknown;
import org.colloque.messaging.flow.InTurn;
import org.colloque.protocol.id.RoomId;

/** Puts what local users send in line in its room. */
@Singleton
class LocalSends {

    private final RoomQueues queues;
    private final LocalEvents events;
    private final Annotations annotations;
    private final Cosigned cosigned;
    private final PartialRooms partial;

    LocalSends(RoomQueues queues, LocalEvents events, Annotations annotations, Cosigned cosigned, PartialRooms partial) {
        this.queues = queues;
        this.events = events;
        this.annotations = annotations;
        this.cosigned = cosigned;
        this.partial = partial;
    }

    /** As {@link org.colloque.messaging.event.EventPipeline#sendAll}. */
    Uni<List<EventRef>> send(RoomId room, List<EventDraft> drafts) {
        return queues.submit(room, new LocalSend(events, annotations, drafts))
                .onFailure(SignatureNeeded.class).recoverWithUni(() -> oneByOne(room, drafts))
                .onFailure(StateUnknown.class).recoverWithUni(() -> partial.whole(room).chain(() -> send(room, drafts)));
    }

    /** Where a policy server is asked about each, they cannot go all or none. */
    private Uni<List<EventRef>> oneByOne(RoomId room, List<EventDraft> drafts) {
        List<EventRef> sent = new ArrayList<>();
        return InTurn.each(drafts, draft -> cosigned.send(room, draft, event -> Uni.createFrom().item(event)).invoke(sent::add).replaceWithVoid())
                .replaceWith(sent);
    }
}
