package org.colloque.protocol.auth;

import java.util.List;

/** Rule 4.7, or 5.7 in version 12: knocking. Spec: rooms/v10, rooms/v11, rooms/v12, "Authorisation rules". */
final class KnockRules {

    private KnockRules() {
    }

    static List<Rule> rules() {
        return List.of(
                Rule.step("1", KnockRules::roomTakesKnocks),
                Rule.step("2", KnockRules::knocksForThemselves),
                Rule.step("3", KnockRules::isOutside),
                Rule.step("4", attempt -> Ruling.refuse("The sender is banned, invited, or in the room already.")));
    }

    /** Rule x.7.1. */
    private static Ruling roomTakesKnocks(Attempt attempt) {
        String joinRule = attempt.joinRule();
        return Ruling.refuseIf(!joinRule.equals("knock") && !joinRule.equals("knock_restricted"), "The join rule does not allow knocking.");
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
