package org.colloque.protocol.auth;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.event.Pdu;

/**
 * Rule 4.4.1, or 4.3.1 before version 8: an invitation that was made to an address outside Matrix and is now taken up by a user.
 * Spec: rooms/v10, rooms/v11, rooms/v12, "Authorisation rules"; server-server-api, "Verifying the invite".
 */
final class ThirdPartyInviteRules {

    private ThirdPartyInviteRules() {
    }

    static RuleList rules() {
        return new RuleList()
                .step(ThirdPartyInviteRules::targetIsNotBanned)
                .step(ThirdPartyInviteRules::isSigned)
                .step(ThirdPartyInviteRules::namesUserAndToken)
                .step(ThirdPartyInviteRules::isForTarget)
                .step(ThirdPartyInviteRules::tokenIsKnown)
                .step(ThirdPartyInviteRules::senderMadeTheInvite)
                .step(ThirdPartyInviteRules::signatureIsValid)
                .refuse("No signature of the third-party invite matches its keys.");
    }

    /** Rule x.4.1.1. */
    private static Ruling targetIsNotBanned(Attempt attempt) {
        return Ruling.refuseIf(attempt.targetIs("ban"), "The invited user is banned.");
    }

    /** Rule x.4.1.2. */
    private static Ruling isSigned(Attempt attempt) {
        return Ruling.refuseIf(!signed(attempt).isObject(), "The third-party invite has no signed part.");
    }

    /** Rule x.4.1.3. */
    private static Ruling namesUserAndToken(Attempt attempt) {
        boolean complete = signed(attempt).path("mxid").isTextual() && signed(attempt).path("token").isTextual();
        return Ruling.refuseIf(!complete, "The third-party invite names no user or no token.");
    }

    /** Rule x.4.1.4. */
    private static Ruling isForTarget(Attempt attempt) {
        return Ruling.refuseIf(!signed(attempt).path("mxid").textValue().equals(attempt.target()), "The third-party invite is for another user.");
    }

    /** Rule x.4.1.5. */
    private static Ruling tokenIsKnown(Attempt attempt) {
        return Ruling.refuseIf(invite(attempt).isEmpty(), "The room has no third-party invite with this token.");
    }

    /** Rule x.4.1.6. */
    private static Ruling senderMadeTheInvite(Attempt attempt) {
        boolean same = invite(attempt).orElseThrow().sender().equals(attempt.event().sender());
        return Ruling.refuseIf(!same, "The third-party invite was made by another user.");
    }

    /** Rule x.4.1.7. */
    private static Ruling signatureIsValid(Attempt attempt) {
        return Ruling.allowIf(ThirdPartySignatures.anyValid(signed(attempt), invite(attempt).orElseThrow().content()));
    }

    private static JsonNode signed(Attempt attempt) {
        return attempt.content().path("third_party_invite").path("signed");
    }

    private static Optional<Pdu> invite(Attempt attempt) {
        return attempt.state().get(StateSlots.thirdPartyInvite(signed(attempt).path("token").textValue()));
    }
}
