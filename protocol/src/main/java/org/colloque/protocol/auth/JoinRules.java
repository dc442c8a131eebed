package org.colloque.protocol.auth;

import java.util.List;

import org.colloque.protocol.id.EventId;
import org.colloque.protocol.room.RoomVersion;

/** Rule 4.3, or 4.2 before version 8: joining. Spec: rooms/v1, rooms/v7, rooms/v8, rooms/v10, "Authorisation rules". */
final class JoinRules {

    private JoinRules() {
    }

    static RuleList rules(RoomVersion version) {
        return new RuleList()
                .step(JoinRules::creatorJoinsNewRoom)
                .step(JoinRules::joinsForThemselves)
                .step(JoinRules::isNotBanned)
                .step(JoinRules::wasInvited)
                .sectionIf(version.restricted(), JoinRules::isRestricted, new RuleList()
                        .step(JoinRules::isInvitedOrJoined)
                        .step(JoinRules::isAuthorisedByMember)
                        .allow())
                .step(JoinRules::roomIsPublic)
                .refuse("The join rule does not let this user in.");
    }

    private static boolean isRestricted(Attempt attempt) {
        String joinRule = attempt.joinRule();
        return joinRule.equals("restricted") || attempt.version().knockRestricted() && joinRule.equals("knock_restricted");
    }

    /** Rule x.3.1: the first join of a room is its creator's. */
    private static Ruling creatorJoinsNewRoom(Attempt attempt) {
        List<EventId> previous = attempt.event().prevEvents();
        boolean first = previous.size() == 1 && previous.getFirst().equals(attempt.create().eventId());
        return Ruling.allowIf(first && attempt.target().equals(UserIds.creatorOf(attempt.version(), attempt.create())));
    }

    /** Rule x.3.2. */
    private static Ruling joinsForThemselves(Attempt attempt) {
        return Ruling.refuseIf(!attempt.senderIsTarget(), "Nobody can join on behalf of another.");
    }

    /** Rule x.3.3. */
    private static Ruling isNotBanned(Attempt attempt) {
        return Ruling.refuseIf(attempt.senderIs("ban"), "The sender is banned.");
    }

    /** Rule x.3.4. */
    private static Ruling wasInvited(Attempt attempt) {
        String joinRule = attempt.joinRule();
        boolean byInvitation = joinRule.equals("invite") || attempt.version().knock() && joinRule.equals("knock");
        return byInvitation ? isInvitedOrJoined(attempt) : Ruling.next();
    }

    /** Rule x.3.5.1. */
    private static Ruling isInvitedOrJoined(Attempt attempt) {
        return Ruling.allowIf(attempt.senderIs("invite") || attempt.senderIs("join"));
    }

    /** Rule x.3.5.2: a joined member who may invite vouches for the join. */
    private static Ruling isAuthorisedByMember(Attempt attempt) {
        String authoriser = attempt.contentText("join_authorised_via_users_server");
        boolean vouched = !authoriser.isEmpty() && attempt.membershipOf(authoriser).equals("join")
                && attempt.powerLevels().levelOf(authoriser) >= attempt.powerLevels().invite();
        return Ruling.refuseIf(!vouched, "The join is not authorised by a member who may invite.");
    }

    /** Rule x.3.6. */
    private static Ruling roomIsPublic(Attempt attempt) {
        return Ruling.allowIf(attempt.joinRule().equals("public"));
    }
}
