package org.colloque.protocol.auth;

import org.colloque.protocol.room.RoomVersion;

/** Rule 4.7, or 4.6 in version 7: knocking. Spec: rooms/v7, rooms/v10, "Authorisation rules". */
final class KnockRules {

    private KnockRules() {
    }

    static RuleList rules(RoomVersion version) {
        return new RuleList()
                .step(attempt -> roomTakesKnocks(attempt, version.knockRestricted()))
                .step(KnockRules::knocksForThemselves)
                .step(KnockRules::isOutside)
                .refuse("The sender is banned, invited, or in the room already.");
    }

    /** Rule x.7.1. */
    private static Ruling roomTakesKnocks(Attempt attempt, boolean knockRestricted) {
        String joinRule = attempt.joinRule();
        boolean takes = joinRule.equals("knock") || knockRestricted && joinRule.equals("knock_restricted");
        return Ruling.refuseIf(!takes, "The join rule does not allow knocking.");
    }

    /** Rule x.7.2. */
    private static Ruling knocksForThemselves(Attempt attempt) {
        return Ruling.refuseIf(!attempt.senderIsTarget(), "Nobody can knock on behalf of another.");
    }

    /** Rule x.7.3. */
    private static Ruling isOutside(Attempt attempt) {
        return Ruling.allowIf(!attempt.senderIs("ban") && !attempt.senderIs("invite") && !attempt.senderIs("join"));
    }
}
