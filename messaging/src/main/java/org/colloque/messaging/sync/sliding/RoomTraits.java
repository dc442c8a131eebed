package org.colloque.messaging.sync.sliding;

import java.util.Optional;

/** What lists filter rooms by. */
public record RoomTraits(Optional<String> type, boolean encrypted, Optional<String> name) {

    static final RoomTraits NONE = new RoomTraits(Optional.empty(), false, Optional.empty());
}
