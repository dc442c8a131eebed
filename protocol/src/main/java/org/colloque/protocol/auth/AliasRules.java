package org.colloque.protocol.auth;

/** Rule 4 of versions 1 to 5: each server has a list of the room's aliases of its own. Spec: rooms/v1, "Authorisation rules". */
final class AliasRules {

    private AliasRules() {
    }

    static RuleList rules() {
        return new RuleList()
                .step(AliasRules::isState)
                .step(AliasRules::isOfSendersServer)
                .allow();
    }

    /** Rule 4.1. */
    private static Ruling isState(Attempt attempt) {
        return Ruling.refuseIf(!attempt.event().isState(), "A list of aliases needs a state key.");
    }

    /** Rule 4.2. */
    private static Ruling isOfSendersServer(Attempt attempt) {
        boolean own = attempt.target().equals(attempt.event().sender().server().value());
        return Ruling.refuseIf(!own, "The list of aliases is another server's than the sender's.");
    }
}
