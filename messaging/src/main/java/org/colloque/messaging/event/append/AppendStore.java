package org.colloque.messaging.event.append;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.EventRef;

/** Stores appends. */
public interface AppendStore {

    /**
     * Appends to many rooms in one statement: each all or none, whatever becomes of the others. Rooms must differ. Answers one
     * outcome for each, in the same order, after the commit; when it fails, nobody knows whether anything was stored.
     */
    Uni<List<AppendOutcome>> append(List<RoomAppend> appends);

    /** What these transactions of a room became, those that were seen. */
    Uni<Map<TransactionKey, EventRef>> transactions(long room, Set<TransactionKey> transactions);

    /** So many positions below all that were taken for backfill, the highest first. */
    Uni<long[]> backfillPositions(int howMany);
}
