package org.colloque.messaging.accounts;

import java.util.Optional;
import org.colloque.protocol.id.UserId;

/**
 * A person's (or a service's) account on this server.
 *
 * @param passwordHash in PHC form; empty when nobody can log in by password
 * @param created      milliseconds since the epoch
 */
public record Account(UserId user, Optional<String> passwordHash, boolean admin, long created, boolean deactivated) {
}
