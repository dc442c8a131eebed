package org.colloque.messaging.event;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.colloque.protocol.id.StateKey;

/** An immutable state of a room: which event stands in which slot. */
public interface RoomState {

    Optional<EventRef> get(StateKey slot);

    int size();

    Stream<Map.Entry<StateKey, EventRef>> entries();
}
