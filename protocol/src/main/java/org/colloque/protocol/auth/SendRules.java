package org.colloque.protocol.auth;

/** The rules for every event but create and membership events. Spec: rooms/v6 to rooms/v11, rules 5 to 8; rooms/v1 and rooms/v12, rules 6 to 9. */
final class SendRules {

    private SendRules() {
    }

    /** Rule 5. */
    static Ruling senderIsJoined(Attempt attempt) {
        return Ruling.refuseIf(!attempt.senderIs("join"), "The sender has not joined the room.");
    }

    /** Rule 6.1. */
    static Ruling senderMayInvite(Attempt attempt) {
        return Ruling.allowOnlyIf(attempt.senderLevel() >= attempt.powerLevels().invite(), "The sender's power level is below the invite level.");
    }

    /** Rule 7. */
    static Ruling senderHasRequiredLevel(Attempt attempt) {
        long required = attempt.powerLevels().eventLevel(attempt.event().type(), attempt.event().isState());
        return Ruling.refuseIf(required > attempt.senderLevel(), "The sender's power level is below the one that this event type requires.");
    }

    /** Rule 8. */
    static Ruling ownUserIdAsStateKey(Attempt attempt) {
        boolean anothers = attempt.target().startsWith("@") && !attempt.senderIsTarget();
        return Ruling.refuseIf(anothers, "The state key is another user's id.");
    }
}
