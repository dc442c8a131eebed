package org.colloque.messaging.sync;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.DeviceId;
import org.colloque.protocol.id.UserId;

/** Port: which keys of a device are left for others to claim. Implemented by the package {@code keys}. */
public interface DeviceKeyCounts {

    /**
     * The counts of a device, from memory when the device is warm. A change of them (a key claimed or uploaded) must come through
     * the tail as a change with the user among {@link Change#users()}, so that a waiting sync wakes.
     */
    Uni<Counts> counts(UserId user, DeviceId device);

    /** Whether one of the changes is of the device's counts. */
    boolean changed(UserId user, DeviceId device, List<Change> changes);

    /**
     * What is left for others to claim.
     *
     * @param oneTimeKeys     how many unclaimed one-time keys there are, by algorithm; {@code signed_curve25519} always, with 0 if none
     * @param unusedFallbacks the algorithms that have a fallback key which was not used yet
     */
    record Counts(Map<String, Integer> oneTimeKeys, Set<String> unusedFallbacks) {
    }
}
