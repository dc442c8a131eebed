package org.colloque.messaging.keys;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import org.colloque.messaging.sync.DeviceKeyCounts.Counts;

/** Where the keys wait that others may claim. */
public interface OneTimeKeyStore {

    /**
     * Keeps the keys beside those that are there; a fallback key takes the place of the one of its algorithm. Answers the names of
     * the one-time keys that are there already as something else, in which case nothing is kept.
     */
    Uni<List<String>> add(DeviceOf device, Collection<ClaimableKey> oneTime, Collection<ClaimableKey> fallback);

    /**
     * Gives one key for each wish that can be met, each one-time key once ever: the oldest, or the fallback key when none is left. One
     * statement.
     */
    Uni<List<ClaimedKey>> claim(Collection<KeyClaim> wishes);

    Uni<Counts> counts(DeviceOf device);
}
