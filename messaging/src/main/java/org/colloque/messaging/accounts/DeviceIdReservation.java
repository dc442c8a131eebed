package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Port: device ids that must not be used because something else of the user has that name, such as a cross-signing key. */
public interface DeviceIdReservation {

    Uni<Boolean> isReserved(UserId user, DeviceId device);
}
