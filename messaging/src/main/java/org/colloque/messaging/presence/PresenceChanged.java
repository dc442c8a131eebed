package org.colloque.messaging.presence;

import org.colloque.protocol.id.UserId;

/** A local user came, went or said something new: fired on the node that noticed, for other servers to be told. */
public record PresenceChanged(UserId user, Presence presence) {
}
