package org.colloque.protocol.auth;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.StateKey;

/** The state slots that the authorisation rules look at. */
final class StateSlots {
    static final StateKey CREATE = new StateKey(EventTypes.CREATE, "");
    static final StateKey JOIN_RULES = new StateKey(EventTypes.JOIN_RULES, "");
    static final StateKey POWER_LEVELS = new StateKey(EventTypes.POWER_LEVELS, "");

    private StateSlots() {
    }

    static StateKey member(String userId) {
        return new StateKey(EventTypes.MEMBER, userId);
    }

    static StateKey thirdPartyInvite(String token) {
        return new StateKey(EventTypes.THIRD_PARTY_INVITE, token);
    }
}
