package org.colloque.protocol.auth;

import java.util.List;

/** Rule 4.4, or 5.4 in version 12: inviting. Spec: rooms/v10, rooms/v11, rooms/v12, "Authorisation rules". */
final class InviteRules {

    private InviteRules() {
    }

    static List<Rule> rules() {
        return List.of(
                Rule.section("1", attempt -> attempt.content().has("third_party_invite"), ThirdPartyInviteRules.rules()),
                Rule.step("2", InviteRules::senderIsJoined),
                Rule.step("3", InviteRules::targetIsOutside),
                Rule.step("4", InviteRules::senderMayInvite),
                Rule.step("5", attempt -> Ruling.refuse("The sender's power level is below the invite level.")));
    }

    /** Rule x.4.2. */
    private static Ruling senderIsJoined(Attempt attempt) {
        return Ruling.refuseIf(!attempt.senderIs("join"), "The sender has not joined the room.");
    }

    /** Rule x.4.3. */
    private static Ruling targetIsOutside(Attempt attempt) {
        return Ruling.refuseIf(attempt.targetIs("join") || attempt.targetIs("ban"), "The invited user is in the room or banned.");
    }

    /** Rule x.4.4. */
    private static Ruling senderMayInvite(Attempt attempt) {
        return Ruling.allowIf(attempt.senderLevel() >= attempt.powerLevels().invite());
    }
}
