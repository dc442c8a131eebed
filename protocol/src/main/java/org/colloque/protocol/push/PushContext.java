package org.colloque.protocol.push;

import java.util.function.ToLongFunction;

import org.colloque.protocol.auth.PowerLevels;
import org.colloque.protocol.id.UserId;

/**
 * What the rules ask about besides the event: the user, and the room as it is at the event.
 *
 * @param user               whose rules they are
 * @param displayName        the user's display name in the room; empty when there is none
 * @param memberCount        how many have joined the room
 * @param senderPowerLevel   the level of the event's sender
 * @param notificationLevels the level that a kind of notification, such as {@code room}, requires
 */
public record PushContext(UserId user, String displayName, int memberCount, long senderPowerLevel, ToLongFunction<String> notificationLevels) {

    /** The context of a room with these power levels. */
    public static PushContext of(UserId user, String displayName, int memberCount, UserId sender, PowerLevels levels) {
        return new PushContext(user, displayName, memberCount, levels.userLevel(sender), levels::notification);
    }

    /** The same room for another user. */
    public PushContext forUser(UserId other, String otherDisplayName) {
        return new PushContext(other, otherDisplayName, memberCount, senderPowerLevel, notificationLevels);
    }
}
