package org.colloque.messaging.userdirectory;

import java.util.Optional;
import org.colloque.protocol.id.UserId;

/** Somebody whom a search found. */
public record FoundUser(UserId user, Optional<String> displayName, Optional<String> avatarUrl) {
}
