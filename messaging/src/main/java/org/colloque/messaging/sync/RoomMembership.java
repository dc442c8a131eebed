package org.colloque.messaging.sync;

import java.util.Optional;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * What a user is in a room now.
 *
 * @param room     the room's number inside this server
 * @param event    the number of the membership event; 0 when none stands any more
 * @param position its position, or that at which resolution brought it about
 * @param sender   who sent it
 * @param past     what it was before
 */
public record RoomMembership(long room, RoomId roomId, RoomVersion version, String membership, long event, long position, UserId sender,
        Past past) {

    public static final String JOIN = "join";
    public static final String INVITE = "invite";
    public static final String KNOCK = "knock";
    public static final String LEAVE = "leave";

    /**
     * What is known of the time before a membership event.
     *
     * @param before   the membership before it; empty when that is not known yet
     * @param joinedBy for somebody who is joined: a position at which they were so already, without leaving since
     */
    public record Past(Optional<String> before, long joinedBy) {

        /** Nothing is known of what was before this position. */
        static Past unknown(long position) {
            return new Past(Optional.empty(), position);
        }
    }

    public boolean is(String other) {
        return membership.equals(other);
    }

    /** Whether they left, were removed or are banned. */
    public boolean isGone() {
        return !is(JOIN) && !is(INVITE) && !is(KNOCK);
    }

    RoomMembership withPast(Past known) {
        return new RoomMembership(room, roomId, version, membership, event, position, sender, known);
    }

    /** This membership as it comes after another one of the same user and room, or after none. */
    RoomMembership after(Optional<RoomMembership> previous) {
        String before = previous.map(RoomMembership::membership).orElse(LEAVE);
        boolean stays = is(JOIN) && before.equals(JOIN);
        return withPast(new Past(Optional.of(before), stays ? previous.get().past().joinedBy() : position));
    }
}
