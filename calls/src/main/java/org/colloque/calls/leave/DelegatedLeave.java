package org.colloque.calls.leave;

import java.util.Optional;

/**
 * Somebody in a call whose leaving this server watches over.
 *
 * @param delayId the delayed event that says that they have left
 * @param delay   that event's delay in milliseconds
 * @param session in which the SFU saw them; empty while it has not
 */
public record DelegatedLeave(String room, String participant, String delayId, long delay, Optional<String> session) {
}
