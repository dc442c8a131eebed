package org.colloque.messaging.event;

import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * An entry of a room's current state that changed without an event of its own arriving: state resolution brought an event back or in,
 * or an event that arrived lost against the one that stands.
 *
 * @param filled the slot
 * @param event  the number of the event that stands there now; empty when none does
 * @param shift  for members, what changed
 */
public record ResolvedStateChange(long position, long roomNumber, RoomId room, RoomVersion version, StateKey filled, OptionalLong event,
        Optional<Shift> shift) implements RoomChange {

    /**
     * A membership that changed.
     *
     * @param sender who sent the event that stands now
     */
    public record Shift(UserId user, String before, String now, UserId sender) {
    }

    @Override
    public Optional<StateKey> slot() {
        return Optional.of(filled);
    }

    @Override
    public Optional<UserId> member() {
        return shift.map(Shift::user);
    }

    @Override
    public Optional<String> membership() {
        return shift.map(Shift::now);
    }
}
