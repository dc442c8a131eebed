package org.colloque.messaging.event;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;

/** Something that happened in a room: an event took its place, or the state changed without one. */
public sealed interface RoomChange extends Change permits RoomEventChange, ResolvedStateChange {

    /** The room's number inside this server. */
    long roomNumber();

    RoomId room();

    /** The slot of the state that it fills; empty for messages. */
    Optional<StateKey> slot();

    /** The user whose membership it sets; empty for all else. */
    Optional<UserId> member();

    /** The membership that it sets; empty for all else. */
    Optional<String> membership();

    @Override
    default Collection<RoomId> rooms() {
        return List.of(room());
    }

    /** Who is invited, removed or let in sees it also without being joined. */
    @Override
    default Collection<UserId> users() {
        return member().map(List::of).orElse(List.of());
    }
}
