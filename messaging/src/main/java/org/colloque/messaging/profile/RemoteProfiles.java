package org.colloque.messaging.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Port: profiles of users of other servers. */
public interface RemoteProfiles {

    /**
     * The fields of the profile, or one field alone in an object. Fails with {@code M_NOT_FOUND} as the other server does, and with
     * what happened when it cannot be reached.
     *
     * <p>Spec: server-server-api, "Querying for information", "profile".
     */
    Uni<ObjectNode> query(UserId user, Optional<String> field);
}
