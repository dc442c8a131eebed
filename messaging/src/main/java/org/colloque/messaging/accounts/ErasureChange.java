package org.colloque.messaging.accounts;

import org.colloque.messaging.stream.Change;
import org.colloque.protocol.id.UserId;

/** A local user asked to be forgotten. */
record ErasureChange(long position, UserId user) implements Change {
}
