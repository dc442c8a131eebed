package org.colloque.messaging.appservice;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.UserId;

/** Port: the application services that the operator has registered, and the questions to them. */
public interface RemoteApplicationServices {

    /** Those that are registered; the same as long as the service runs. */
    List<ApplicationService> registered();

    /**
     * Whether the application service has made the user, now that it was asked; false when it cannot be reached. Spec:
     * application-service-api, "Querying".
     */
    Uni<Boolean> makes(ApplicationService service, UserId user);

    /** Whether the application service has made a room with the alias, now that it was asked; false when it cannot be reached. */
    Uni<Boolean> makes(ApplicationService service, RoomAlias alias);
}
