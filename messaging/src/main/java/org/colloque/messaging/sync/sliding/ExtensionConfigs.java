package org.colloque.messaging.sync.sliding;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Which extensions are wanted; those that are not enabled are absent. */
public record ExtensionConfigs(Optional<ToDevice> toDevice, boolean endToEnd, Optional<Scope> accountData, Optional<Scope> receipts,
        Optional<Scope> typing) {

    /**
     * Messages to the device.
     *
     * @param since the position up to which they have arrived
     */
    public record ToDevice(int limit, OptionalLong since) {
    }

    /** Which rooms an extension speaks of: those of lists and those subscribed to; absent for all. */
    public record Scope(Optional<Set<String>> lists, Optional<Set<String>> rooms) {

        boolean holds(RoomMatch match) {
            boolean listed = match.lists().stream().anyMatch(list -> lists.map(wanted -> wanted.contains(list)).orElse(true));
            return listed || match.subscribed() && rooms.map(wanted -> wanted.contains(match.membership().roomId().value())).orElse(true);
        }
    }
}
