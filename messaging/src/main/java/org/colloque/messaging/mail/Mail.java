package org.colloque.messaging.mail;

/**
 * A mail in plain text.
 *
 * @param id        unique; the same when it is sent again, so that the recipient's side can tell
 * @param recipient one address, without a name
 * @param expires   when it is of no use any more, in milliseconds since the epoch
 */
public record Mail(String id, String recipient, String subject, String body, long expires) {
}
