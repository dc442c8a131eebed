package org.colloque.messaging.accounts;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Where devices of local accounts are kept. Each change of a device that others may see is noted in the device lists' order. */
public interface DeviceStore {

    Uni<List<Device>> list(UserId user);

    Uni<Optional<Device>> find(UserId user, DeviceId device);

    /** Makes the device, unless it is there: then false and nothing changed. {@code now}: milliseconds since the epoch. */
    Uni<Boolean> create(UserId user, DeviceId device, Optional<String> displayName, long now);

    /** Renames the device; false when there is none. */
    Uni<Boolean> rename(UserId user, DeviceId device, Optional<String> displayName);

    /** Deletes those of the devices that exist, with their tokens, keys and messages, all in one; answers them. */
    Uni<List<DeviceId>> delete(UserId user, Collection<DeviceId> devices);

    /** Takes note of when and from where devices were seen; devices that are gone are passed over. */
    Uni<Void> seen(Collection<Sighting> sightings);

    /** A device made a request. {@code at}: milliseconds since the epoch. */
    record Sighting(UserId user, DeviceId device, long at, String address) {
    }
}
