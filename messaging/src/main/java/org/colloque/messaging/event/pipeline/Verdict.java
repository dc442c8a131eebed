package org.colloque.messaging.event.pipeline;

import java.util.Set;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.EventStatus;
import org.colloque.protocol.id.EventId;

/** What the steps of the pipeline made of one event. */
sealed interface Verdict {

    /**
     * It is held.
     *
     * @param isNew whether only now
     */
    record Held(EventRef event, EventStatus status, boolean isNew) implements Verdict {
    }

    /** It is dropped; the sentence says which check failed. */
    record Refused(String reason) implements Verdict {
    }

    /** It is kept as rejected, from now on; the sentence says which check failed. */
    record Rejected(String reason) implements Verdict {
    }

    /** It cannot be judged yet, because these events are not held. */
    record Missing(Set<EventId> previous, Set<EventId> auth) implements Verdict {
    }
}
