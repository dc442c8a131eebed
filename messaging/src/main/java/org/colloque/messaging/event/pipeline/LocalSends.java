package org.colloque.messaging.event.pipeline;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.colloque.messaging.event.EventDraft;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.append.RoomQueues;
import org.colloque.protocol.id.RoomId;

/** Puts what local users send in line in its room. */
@Singleton
class LocalSends {

    private final RoomQueues queues;
    private final LocalEvents events;

    LocalSends(RoomQueues queues, LocalEvents events) {
        this.queues = queues;
        this.events = events;
    }

    /** As {@link org.colloque.messaging.event.EventPipeline#sendAll}. */
    Uni<List<EventRef>> send(RoomId room, List<EventDraft> drafts) {
        return queues.submit(room, new LocalSend(events, drafts));
    }
}
