package org.colloque.protocol.auth;

/** Rule 4.6, or 4.5 before version 8: banning. Spec: rooms/v1 to rooms/v12, "Authorisation rules". */
final class BanRules {

    private BanRules() {
    }

    static RuleList rules() {
        return new RuleList()
                .step(BanRules::senderIsJoined)
                .step(BanRules::mayBan)
                .refuse("The sender's power level does not suffice to ban this user.");
    }

    /** Rule x.6.1. */
    private static Ruling senderIsJoined(Attempt attempt) {
        return Ruling.refuseIf(!attempt.senderIs("join"), "The sender has not joined the room.");
    }

    /** Rule x.6.2. */
    private static Ruling mayBan(Attempt attempt) {
        return Ruling.allowIf(attempt.senderLevel() >= attempt.powerLevels().ban() && attempt.targetLevel() < attempt.senderLevel());
    }
}
