package org.colloque.protocol.auth;

import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.room.RoomVersion;

/**
 * Rule 4, or 5 in version 12: membership events.
 *
 * <p>Its second rule, that an event with {@code join_authorised_via_users_server} is signed by that user's server, is part of the signature check:
 * it needs the server's keys.
 */
final class MemberRules {

    private MemberRules() {
    }

    static Rule section(String number, RoomVersion version) {
        return Rule.section(number, attempt -> attempt.isType(EventTypes.MEMBER),
                Rule.step("1", MemberRules::hasTargetAndMembership),
                Rule.section("3", membershipIs("join"), JoinRules.rules(version)),
                Rule.section("4", membershipIs("invite"), InviteRules.rules()),
                Rule.section("5", membershipIs("leave"), LeaveRules.rules()),
                Rule.section("6", membershipIs("ban"), BanRules.rules()),
                Rule.section("7", membershipIs("knock"), KnockRules.rules()),
                Rule.step("8", attempt -> Ruling.refuse("The membership is unknown.")));
    }

    private static Predicate<Attempt> membershipIs(String membership) {
        return attempt -> attempt.contentText("membership").equals(membership);
    }

    /** Rule 4.1, or 5.1 in version 12. */
    private static Ruling hasTargetAndMembership(Attempt attempt) {
        JsonNode membership = attempt.content().get("membership");
        boolean complete = attempt.event().isState() && membership != null && membership.isTextual();
        return Ruling.refuseIf(!complete, "A membership event needs a state key and a membership.");
    }
}
