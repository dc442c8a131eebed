package org.colloque.messaging.event.append;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.event.EventRef;
import org.colloque.protocol.id.EventId;

/** Stores appends. */
public interface AppendStore {

    /**
     * Appends to many rooms in one statement: each all or none, whatever becomes of the others. Rooms must differ. Answers one
     * outcome for each, in the same order, after the commit; when it fails, nobody knows whether anything was stored.
     */
    Uni<List<AppendOutcome>> append(List<RoomAppend> appends);

    /** What these transactions of a room became, those that were seen. */
    Uni<Map<TransactionKey, EventRef>> transactions(long room, Set<TransactionKey> transactions);

    /**
     * A position for each of these events from the past, the highest first: right below the event that was built on them, if so many are
     * free there, else below 0 and below all that were taken so.
     */
    Uni<long[]> backfillPositions(long room, Collection<EventId> events);
}
