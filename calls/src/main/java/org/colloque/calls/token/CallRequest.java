package org.colloque.calls.token;

import java.util.Optional;
import org.colloque.calls.leave.DelegatedLeaveService.Wish;
import org.colloque.calls.livekit.SfuNames;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;

/**
 * Somebody's wish to take part in the call of a slot of a room.
 *
 * @param leave the delayed event that they delegate
 */
public record CallRequest(RoomId room, String slot, Member member, Optional<Wish> leave) {

    /** As whom they take part. */
    public sealed interface Member {

        /** How LiveKit calls this member. */
        String participant(UserId user);
    }

    /** A device, for clients of before MSC4195. */
    public record DeviceMember(String device) implements Member {

        @Override
        public String participant(UserId user) {
            return SfuNames.participant(user, device);
        }
    }

    /** One membership of a device, by the id that its member event gives it. */
    public record RtcMember(String id, String device) implements Member {

        @Override
        public String participant(UserId user) {
            return SfuNames.participant(user, device, id);
        }
    }
}
