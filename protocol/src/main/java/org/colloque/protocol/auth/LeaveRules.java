package org.colloque.protocol.auth;

import java.util.List;

/** Rule 4.5, or 5.5 in version 12: leaving, kicking and unbanning. Spec: rooms/v10, rooms/v11, rooms/v12, "Authorisation rules". */
final class LeaveRules {

    private LeaveRules() {
    }

    static List<Rule> rules() {
        return List.of(
                Rule.step("1", LeaveRules::leavesWhereTheyAre),
                Rule.step("2", LeaveRules::senderIsJoined),
                Rule.step("3", LeaveRules::mayUnban),
                Rule.step("4", LeaveRules::mayKick),
                Rule.step("5", attempt -> Ruling.refuse("The sender's power level does not suffice to remove this user.")));
    }

    /** Rule x.5.1. */
    private static Ruling leavesWhereTheyAre(Attempt attempt) {
        if (!attempt.senderIsTarget()) {
            return Ruling.next();
        }
        boolean present = attempt.senderIs("invite") || attempt.senderIs("join") || attempt.senderIs("knock");
        return Ruling.allowOnlyIf(present, "The sender is not in the room.");
    }

    /** Rule x.5.2. */
    private static Ruling senderIsJoined(Attempt attempt) {
        return Ruling.refuseIf(!attempt.senderIs("join"), "The sender has not joined the room.");
    }

    /** Rule x.5.3. */
    private static Ruling mayUnban(Attempt attempt) {
        boolean lacks = attempt.targetIs("ban") && attempt.senderLevel() < attempt.powerLevels().ban();
        return Ruling.refuseIf(lacks, "The sender's power level is below the ban level.");
    }

    /** Rule x.5.4. */
    private static Ruling mayKick(Attempt attempt) {
        return Ruling.allowIf(attempt.senderLevel() >= attempt.powerLevels().kick() && attempt.targetLevel() < attempt.senderLevel());
    }
}
