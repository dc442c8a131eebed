package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.RoomChange;
import org.colloque.protocol.event.EventTypes;

/** {@link RoomTraits} of rooms; read again once what they are made of changes. */
@Singleton
class RoomTraitsByRoom extends KeptByRoom<RoomTraits> {

    private static final Set<String> MADE_OF = Set.of(EventTypes.CREATE, EventTypes.ENCRYPTION, EventTypes.NAME);

    private final RoomFactStore store;

    RoomTraitsByRoom(RoomFactStore store) {
        this.store = store;
    }

    @Override
    protected Uni<Map<Long, RoomTraits>> read(Collection<Long> rooms) {
        return store.traits(rooms);
    }

    @Override
    protected RoomTraits missing() {
        return RoomTraits.NONE;
    }

    @Override
    protected RoomTraits after(RoomTraits before, RoomChange change) {
        return change.slot().filter(slot -> MADE_OF.contains(slot.type())).isPresent() ? null : before;
    }
}
