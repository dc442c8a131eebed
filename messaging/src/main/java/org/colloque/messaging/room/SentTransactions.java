package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import org.colloque.messaging.http.Requester;

/** The transaction ids under which a device sent events. Spec: client-server-api, "Transaction identifiers". */
public interface SentTransactions {

    /** Those of these event numbers that this device sent, each with its transaction id. */
    Uni<Map<Long, String>> of(Requester device, Collection<Long> events);
}
