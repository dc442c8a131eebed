package org.colloque.messaging.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Where identity keys of devices are kept. */
public interface DeviceKeyStore {

    /** Keeps the keys; when they are others than before, the change is noted in the order of device lists. */
    Uni<Void> put(DeviceOf device, ObjectNode keys);

    Uni<Optional<ObjectNode>> find(DeviceOf device);

    /**
     * Everything that is known of these users' keys, in one statement: the devices of local users, those of remote users whose list is
     * kept up to date, their cross-signing keys, and the signatures that the observer may see.
     *
     * @param observer whose own signatures are seen too; empty for other servers
     */
    Uni<KnownKeys> of(Collection<UserId> users, Optional<UserId> observer);
}
