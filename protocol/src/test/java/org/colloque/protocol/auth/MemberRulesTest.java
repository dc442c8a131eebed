package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.CAROL;
import static org.colloque.protocol.fixture.TestRoom.DAVE;
import static org.colloque.protocol.room.RoomVersions.V10;
import static org.colloque.protocol.room.RoomVersions.V11;
import static org.colloque.protocol.room.RoomVersions.V12;
import static org.colloque.protocol.room.RoomVersions.V7;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.colloque.protocol.fixture.Attempted;
import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MemberRulesTest {

    @TestFactory
    List<DynamicTest> memberRules() {
        return new RuleTable()
                .rule("4.1", "aMembershipEventHasAStateKey",
                        room -> open(room).when(BOB).joins(),
                        room -> open(room).when(BOB).joins().but(event -> event.remove("state_key")))
                .rule("4.1", "aMembershipEventHasAMembership",
                        room -> open(room).when(BOB).joins(),
                        room -> open(room).when(BOB).joins().with(content -> content.remove("membership")))
                .rule("4.8", "theMembershipIsKnown",
                        room -> open(room).when(BOB).joins(),
                        room -> open(room).when(BOB).makes(BOB, "visiting"))
                .tests();
    }

    @TestFactory
    List<DynamicTest> joinRules() {
        return new RuleTable()
                .rule("4.3.7", "theCreatorJoinsTheNewRoomAndNobodyElse",
                        room -> room.createdBy(ALICE, "{}").when(ALICE).joins(),
                        room -> room.createdBy(ALICE, "{}").when(BOB).joins())
                .rule("4.3.2", "nobodyJoinsOnBehalfOfAnother",
                        room -> open(room).when(BOB).joins(),
                        room -> open(room).when(ALICE).makes(BOB, "join"))
                .rule("4.3.3", "bannedUserCannotRejoin",
                        room -> open(room).when(BOB).joins(),
                        room -> open(room).banned(BOB).when(BOB).joins())
                .rule("4.3.7", "anInviteRoomTakesTheInvited",
                        room -> created(room).joinRule("invite").invited(BOB).when(BOB).joins(),
                        room -> created(room).joinRule("invite").when(BOB).joins())
                .rule("4.3.7", "aRoomWithoutJoinRulesIsAnInviteRoom",
                        room -> created(room).invited(BOB).when(BOB).joins(),
                        room -> created(room).when(BOB).joins())
                .ruleFrom(V7, "4.3.7", "aKnockRoomTakesTheInvitedAndNotThoseWhoKnocked",
                        room -> created(room).joinRule("knock").invited(BOB).when(BOB).joins(),
                        room -> created(room).joinRule("knock").knockedOnBy(BOB).when(BOB).joins())
                .rule("4.3.7", "aMemberMayJoinAgain",
                        room -> created(room).joinRule("invite").joinedBy(BOB).when(BOB).joins(),
                        room -> created(room).joinRule("private").joinedBy(BOB).when(BOB).joins())
                .rule("4.3.5.2", "aRestrictedRoomTakesTheInvited",
                        room -> created(room).joinRule("restricted").invited(BOB).when(BOB).joins(),
                        room -> created(room).joinRule("restricted").when(BOB).joins())
                .rule("4.3.5.2", "aRestrictedRoomTakesThoseWhomAMemberVouchesFor",
                        room -> joinsBy(ALICE, created(room).joinRule("restricted")),
                        room -> joinsBy(CAROL, created(room).joinRule("restricted")))
                .ruleFrom(V10, "4.3.5.2", "whoVouchesMustHaveThePowerToInvite",
                        room -> joinsBy(ALICE, created(room).joinedBy(CAROL).powerLevels("{'invite': 50}").joinRule("knock_restricted")),
                        room -> joinsBy(CAROL, created(room).joinedBy(CAROL).powerLevels("{'invite': 50}").joinRule("knock_restricted")))
                .rule("4.3.7", "anUnknownJoinRuleLetsNobodyIn",
                        room -> created(room).joinRule("public").when(BOB).joins(),
                        room -> created(room).joinRule("on_tuesdays").invited(BOB).when(BOB).joins())
                .tests();
    }

    @TestFactory
    List<DynamicTest> leaveRules() {
        return new RuleTable()
                .rule("4.5.1", "whoIsInTheRoomMayLeave",
                        room -> open(room).joinedBy(BOB).when(BOB).leaves(),
                        room -> open(room).when(BOB).leaves())
                .rule("4.5.1", "theInvitedMayDeclineAndTheBannedMayNotLeave",
                        room -> open(room).invited(BOB).when(BOB).leaves(),
                        room -> open(room).banned(BOB).when(BOB).leaves())
                .rule("4.5.2", "whoKicksHasJoined",
                        room -> moderated(room).when(BOB).kicks(CAROL),
                        room -> moderated(room).when(DAVE).kicks(CAROL))
                .rule("4.5.3", "whoUnbansHasTheBanLevel",
                        room -> moderated(room).banned(CAROL).when(ALICE).unbans(CAROL),
                        room -> moderated(room).banned(CAROL).when(BOB).unbans(CAROL))
                .rule("4.5.5", "whoKicksHasTheKickLevel",
                        room -> moderated(room).when(BOB).kicks(CAROL),
                        room -> moderated(room).when(CAROL).kicks(BOB))
                .rule("4.5.5", "nobodyKicksAnEqual",
                        room -> moderated(room).when(ALICE).kicks(BOB),
                        room -> moderated(room).joinedBy(DAVE).when(BOB).kicks(DAVE))
                .tests();
    }

    @TestFactory
    List<DynamicTest> banRules() {
        return new RuleTable()
                .rule("4.6.1", "whoBansHasJoined",
                        room -> moderated(room).when(ALICE).bans(CAROL),
                        room -> moderated(room).when(DAVE).bans(CAROL))
                .rule("4.6.3", "whoBansHasTheBanLevel",
                        room -> moderated(room).when(ALICE).bans(CAROL),
                        room -> moderated(room).when(BOB).bans(CAROL))
                .rule("4.6.3", "nobodyBansAnEqual",
                        room -> created(room).joinedBy(BOB).powerLevels("{'users': {'@bob:b.example': 50}}").when(BOB).bans(CAROL),
                        room -> created(room).joinedBy(BOB)
                                .powerLevels("{'users': {'@bob:b.example': 50, '@carol:c.example': 50}}").when(BOB).bans(CAROL))
                .tests();
    }

    @TestFactory
    List<DynamicTest> knockRules() {
        return new RuleTable()
                .rule("4.7.1", "aRoomMustTakeKnocks",
                        room -> created(room).joinRule("knock").when(BOB).knocks(),
                        room -> created(room).joinRule("invite").when(BOB).knocks())
                .ruleFrom(V10, "4.7.1", "aRestrictedRoomTakesKnocksOnlyWhenItSaysSo",
                        room -> created(room).joinRule("knock_restricted").when(BOB).knocks(),
                        room -> created(room).joinRule("restricted").when(BOB).knocks())
                .rule("4.7.2", "nobodyKnocksOnBehalfOfAnother",
                        room -> created(room).joinRule("knock").when(BOB).knocks(),
                        room -> created(room).joinRule("knock").when(ALICE).makes(BOB, "knock"))
                .rule("4.7.4", "onlyThoseOutsideKnock",
                        room -> created(room).joinRule("knock").knockedOnBy(BOB).when(BOB).knocks(),
                        room -> created(room).joinRule("knock").joinedBy(BOB).when(BOB).knocks())
                .rule("4.7.4", "theBannedDoNotKnock",
                        room -> created(room).joinRule("knock").when(BOB).knocks(),
                        room -> created(room).joinRule("knock").banned(BOB).when(BOB).knocks())
                .tests();
    }

    @Test
    void onlyTheEventJustAfterTheCreateEventIsTheCreatorsFreeJoin() {
        Attempted late = created(TestRoom.of(V11)).joinRule("private").when(ALICE).joins();

        assertEquals("4.3.7", RuleTable.refusedBy(late.judged()));
    }

    @Test
    void inVersion12CreatorsCannotKickEachOther() {
        TestRoom room = TestRoom.of(V12).createdBy(ALICE, "{'additional_creators': ['@bob:b.example']}").joinedBy(ALICE, BOB);

        assertEquals("5.5.5", RuleTable.refusedBy(room.when(ALICE).kicks(BOB).judged()));
    }

    private static TestRoom created(TestRoom room) {
        return room.createdBy(ALICE);
    }

    private static TestRoom open(TestRoom room) {
        return created(room).joinRule("public");
    }

    /** Bob and Dave may kick but not ban; Dave has not joined; Carol may nothing. */
    private static TestRoom moderated(TestRoom room) {
        return open(room).joinedBy(BOB, CAROL)
                .powerLevels("{'kick': 30, 'ban': 80, 'users': {'@bob:b.example': 50, '@dave:d.example': 50}}");
    }

    private static Attempted joinsBy(UserId authoriser, TestRoom room) {
        return room.when(BOB).joins().with(content -> content.put("join_authorised_via_users_server", authoriser.value()));
    }
}
