package org.colloque.protocol.auth;

import org.colloque.protocol.room.RoomVersion;

/** Rule 4.5, or 4.4 before version 8: leaving, kicking and unbanning. Spec: rooms/v1, rooms/v7, "Authorisation rules". */
final class LeaveRules {

    private LeaveRules() {
    }

    static RuleList rules(RoomVersion version) {
        return new RuleList()
                .step(attempt -> leavesWhereTheyAre(attempt, version.knock()))
                .step(LeaveRules::senderIsJoined)
                .step(LeaveRules::mayUnban)
                .step(LeaveRules::mayKick)
                .refuse("The sender's power level does not suffice to remove this user.");
    }

    /** Rule x.5.1. */
    private static Ruling leavesWhereTheyAre(Attempt attempt, boolean orKnocked) {
        if (!attempt.senderIsTarget()) {
            return Ruling.next();
        }
        boolean present = attempt.senderIs("invite") || attempt.senderIs("join") || orKnocked && attempt.senderIs("knock");
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
