package org.colloque.messaging.event;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;

/** Who may see which event. Spec: client-server-api, "Room history visibility". */
public interface Visibility {

    /** Those of the events of one room that the user may see, in the order given. A constant number of statements at most. */
    Uni<List<StoredEvent>> visible(UserId user, List<StoredEvent> events);

    /** The events of one room as a server may see them: those that it may not see are redacted. In the order given. */
    Uni<List<StoredEvent>> visibleTo(ServerName server, List<StoredEvent> events);
}
