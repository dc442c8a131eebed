package org.colloque.protocol.auth;

import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.room.RoomVersion;

/**
 * Rule 4, or 5 in versions 1 to 5 and 12: membership events. Spec: rooms/v1, rooms/v7, rooms/v8, rooms/v10, "Authorisation rules".
 *
 * <p>Its second rule from version 8 on, that an event with {@code join_authorised_via_users_server} is signed by that user's server, is part of the signature check:
 * it needs the server's keys.
 */
final class MemberRules {

    private MemberRules() {
    }

    static RuleList rules(RoomVersion version) {
        return new RuleList()
                .step(MemberRules::hasTargetAndMembership)
                .elsewhereIf(version.restricted())
                .section(membershipIs("join"), JoinRules.rules(version))
                .section(membershipIs("invite"), InviteRules.rules())
                .section(membershipIs("leave"), LeaveRules.rules(version))
                .section(membershipIs("ban"), BanRules.rules())
                .sectionIf(version.knock(), membershipIs("knock"), KnockRules.rules(version))
                .refuse("The membership is unknown.");
    }

    private static Predicate<Attempt> membershipIs(String membership) {
        return attempt -> attempt.contentText("membership").equals(membership);
    }

    /** Rule 4.1. */
    private static Ruling hasTargetAndMembership(Attempt attempt) {
        JsonNode membership = attempt.content().get("membership");
        boolean complete = attempt.event().isState() && membership != null && membership.isTextual();
        return Ruling.refuseIf(!complete, "A membership event needs a state key and a membership.");
    }
}
