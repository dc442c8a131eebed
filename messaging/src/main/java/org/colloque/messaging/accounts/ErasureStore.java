package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.colloque.protocol.id.UserId;

/** Who asked to be forgotten. Few ever do. */
public interface ErasureStore {

    /** All local users who were erased, with the position of the log at which that was. */
    Uni<Map<UserId, Long>> all();

    /** Takes note that a user is erased from now on; takes a position of the log and notifies. */
    Uni<Void> add(UserId user);
}
