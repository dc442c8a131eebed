package org.colloque.messaging.event.names;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import org.colloque.protocol.id.UserId;

/** Keeps the numbers of users and slots, and hands out blocks of numbers for events. */
public interface NameStore {

    /** The numbers of these users; a user who has none gets one. */
    Uni<Map<UserId, Long>> users(Collection<UserId> users);

    /** The numbers of these slots; a slot that has none gets one. */
    Uni<Map<SlotName, Long>> slots(Collection<SlotName> slots);

    /** The first numbers of so many blocks of {@link Numbers#BLOCK} numbers each, which nobody else gets. */
    Uni<long[]> blocks(int howMany);
}
