package org.colloque.messaging.room;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.colloque.messaging.accounts.ModerationService;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.event.StoredEvent;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.UserId;

/** What suspended people may still do: redact what they have sent. Spec: client-server-api, "Account suspension". */
@ApplicationScoped
public class OwnEvents {

    private final RoomReads reads;

    OwnEvents(RoomReads reads) {
        this.reads = reads;
    }

    /** If the user is suspended, fails with {@code M_USER_SUSPENDED} unless the event is the user's own. */
    public Uni<Void> requireIf(boolean suspended, UserId user, EventId event) {
        return !suspended ? Uni.createFrom().voidItem() : reads.byId(List.of(event)).invoke(found -> {
            StoredEvent stored = found.get(event);
            if (stored == null || !stored.pdu().sender().equals(user)) {
                throw ModerationService.suspended();
            }
        }).replaceWithVoid();
    }
}
