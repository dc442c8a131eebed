package org.colloque.messaging.dehydration;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Which device of a user sleeps: at most one. It is forgotten with the device itself. */
public interface DehydratedDeviceStore {

    Uni<Optional<DehydratedDevice>> find(UserId user);

    /** Takes the place of the one before, which stays a device. */
    Uni<Void> put(UserId user, DehydratedDevice sleeping);
}
