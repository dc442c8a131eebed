package org.colloque.protocol.auth;

/** Rule 4.4, or 4.3 before version 8: inviting. Spec: rooms/v1 to rooms/v12, "Authorisation rules". */
final class InviteRules {

    private InviteRules() {
    }

    static RuleList rules() {
        return new RuleList()
                .section(attempt -> attempt.content().has("third_party_invite"), ThirdPartyInviteRules.rules())
                .step(InviteRules::senderIsJoined)
                .step(InviteRules::targetIsOutside)
                .step(InviteRules::senderMayInvite)
                .refuse("The sender's power level is below the invite level.");
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
