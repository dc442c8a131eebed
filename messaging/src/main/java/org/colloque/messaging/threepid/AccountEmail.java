package org.colloque.messaging.threepid;

/** An address of an account. Both times in milliseconds since the epoch. */
public record AccountEmail(EmailAddress address, long validatedAt, long addedAt) {
}
