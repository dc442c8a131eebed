package org.colloque.messaging.room;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.colloque.protocol.id.RoomAlias;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;

/**
 * What a client asks of a new room. Spec: client-server-api, "Creation".
 *
 * @param powerLevelOverride fields laid over the default power levels, or null
 */
public record CreateRoom(UserId creator, RoomVersion version, Preset preset, boolean published, Optional<RoomAlias> alias,
        Optional<String> name, Optional<String> topic, List<UserId> invite,
        List<AddressedInvitee> inviteByAddress, boolean direct, ObjectNode creationContent,
        List<InitialState> initialState, Optional<ObjectNode> powerLevelOverride) {

    /** What a preset decides. */
    public enum Preset {
        PRIVATE_CHAT("invite", "can_join"),
        TRUSTED_PRIVATE_CHAT("invite", "can_join"),
        PUBLIC_CHAT("public", "forbidden");

        private final String joinRule;
        private final String guestAccess;

        Preset(String joinRule, String guestAccess) {
            this.joinRule = joinRule;
            this.guestAccess = guestAccess;
        }

        String joinRule() {
            return joinRule;
        }

        String guestAccess() {
            return guestAccess;
        }
    }

    /** A state event that the client wants in the new room. */
    public record InitialState(StateKey slot, ObjectNode content) {
    }
}
