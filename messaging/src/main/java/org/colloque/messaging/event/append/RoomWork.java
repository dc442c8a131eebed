package org.colloque.messaging.event.append;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.messaging.event.EventRef;

/**
 * Something that wants to add to a room. Its result counts only once the draft is stored; when the room moved meanwhile it is
 * applied again, to a draft on the newer head.
 */
public interface RoomWork<T> {

    /** Decides and adds to the draft. When it fails, what it added is taken back, and the rest of the batch goes on. */
    Uni<T> apply(RoomDraft draft);

    /** The client transactions under which it adds. */
    default List<TransactionKey> transactions() {
        return List.of();
    }

    /** The answer when its transactions were stored before, as these events. */
    default T repeated(List<EventRef> events) {
        throw new IllegalStateException("work without transactions cannot be repeated");
    }
}
