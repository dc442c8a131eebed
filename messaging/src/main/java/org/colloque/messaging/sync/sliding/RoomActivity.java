package org.colloque.messaging.sync.sliding;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Map;
import org.colloque.messaging.event.RoomChange;

/** The position of each room's last change: what lists are sorted by. Spec: MSC4186, "Activity ordering". */
@Singleton
class RoomActivity extends KeptByRoom<Long> {

    private final RoomFactStore store;

    RoomActivity(RoomFactStore store) {
        this.store = store;
    }

    @Override
    protected Uni<Map<Long, Long>> read(Collection<Long> rooms) {
        return store.activity(rooms);
    }

    @Override
    protected Long missing() {
        return 0L;
    }

    @Override
    protected Long after(Long before, RoomChange change) {
        return Math.max(before, change.position());
    }
}
