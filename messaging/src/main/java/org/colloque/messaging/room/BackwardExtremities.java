package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.protocol.id.EventId;

/** The events that events of a room's timeline were built on and that this server does not hold. */
public interface BackwardExtremities {

    /** The gaps before events whose positions lie in this stretch, both ends included, the newest first; at most 20. */
    Uni<List<Gap>> between(long room, long lowest, long highest);

    /**
     * Missing history.
     *
     * @param position of the event that follows
     * @param missing  what that event was built on
     */
    record Gap(long position, List<EventId> missing) {
    }
}
