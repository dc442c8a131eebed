package org.colloque.messaging.typing;

import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/** A local user began or stopped typing: fired on the node that took the request, for other servers to be told. */
public record TypingChanged(RoomId room, UserId user, boolean typing) {
}
