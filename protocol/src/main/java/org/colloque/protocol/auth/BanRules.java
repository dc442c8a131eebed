package org.colloque.protocol.auth;

import java.util.List;

/** Rule 4.6, or 5.6 in version 12: banning. Spec: rooms/v10, rooms/v11, rooms/v12, "Authorisation rules". */
final class BanRules {

    private BanRules() {
    }

    static List<Rule> rules() {
        return List.of(
                Rule.step("1", BanRules::senderIsJoined),
                Rule.step("2", BanRules::mayBan),
                Rule.step("3", attempt -> Ruling.refuse("The sender's power level does not suffice to ban this user.")));
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
