package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.protocol.id.EventId;

/** The events that a room's oldest events were built on and that this server does not hold. */
public interface BackwardExtremities {

    /** At most 20 of them, the newest children's first. */
    Uni<List<EventId>> of(long room);
}
