package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.room.RoomVersions.V12;
import static org.colloque.protocol.room.RoomVersions.V6;

import java.util.List;

import org.colloque.protocol.fixture.Attempted;
import org.colloque.protocol.fixture.TestRoom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PowerLevelRulesTest {
    private static final String USERS = "'users': {'@bob:b.example': 50, '@carol:c.example': 40, '@dave:d.example': 50}";

    @TestFactory
    List<DynamicTest> formRules() {
        return new RuleTable()
                .rule("9.1", "aLevelIsNoString",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'kick': 50}"),
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'kick': '50'}"))
                .rule("9.1", "aLevelIsNoBoolean",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'users_default': -9007199254740991}"),
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'users_default': true}"))
                .rule("9.1", "aLevelIsNotNull",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'redact': 9007199254740991}"),
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'redact': null}"))
                .rule("9.2", "theLevelsOfEventsAreIntegers",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'events': {'m.room.name': 1}}"),
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'events': {'m.room.name': '1'}}"))
                .rule("9.2", "theLevelsOfNotificationsAreAnObject",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'notifications': {'room': 20}}"),
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'notifications': []}"))
                .rule("9.3", "theLevelsOfUsersAreIntegers",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'users': {'@bob:b.example': 50}}"),
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'users': {'@bob:b.example': true}}"))
                .rule("9.3", "theLevelsOfUsersAreThoseOfUserIds",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{}"),
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'users': {'bob': 50}}"))
                .tests();
    }

    @TestFactory
    List<DynamicTest> creatorRules() {
        return new RuleTable()
                .rule(List.of(V12), "10.4", "theCreatorHasNoLevel",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'users': {'@bob:b.example': 50}}"),
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'users': {'@alice:a.example': 100}}"))
                .rule(List.of(V12), "10.4", "additionalCreatorsHaveNoLevel",
                        room -> withCreators(room).when(BOB).setsPowerLevels("{'users': {'@carol:c.example': 50}}"),
                        room -> withCreators(room).when(BOB).setsPowerLevels("{'users': {'@bob:b.example': 50}}"))
                .tests();
    }

    @TestFactory
    List<DynamicTest> reachRules() {
        return new RuleTable()
                .rule("9.5", "aLevelAboveOnesOwnIsNotChanged",
                        room -> bobSets(room, "{'ban': 50, " + USERS + "}", "{'ban': 40, " + USERS + "}"),
                        room -> bobSets(room, "{'ban': 60, " + USERS + "}", "{'ban': 40, " + USERS + "}"))
                .rule("9.5", "aLevelIsNotRaisedAboveOnesOwn",
                        room -> bobSets(room, "{" + USERS + "}", "{'invite': 50, " + USERS + "}"),
                        room -> bobSets(room, "{" + USERS + "}", "{'invite': 51, " + USERS + "}"))
                .rule("9.5", "aLevelAboveOnesOwnIsNotRemoved",
                        room -> bobSets(room, "{'events_default': 50, " + USERS + "}", "{" + USERS + "}"),
                        room -> bobSets(room, "{'kick': 51, " + USERS + "}", "{" + USERS + "}"))
                .rule("9.6", "anEventTypeAboveOnesLevelIsNotChanged",
                        room -> bobSets(room, "{'events': {'x': 50}, " + USERS + "}", "{'events': {'x': 1}, " + USERS + "}"),
                        room -> bobSets(room, "{'events': {'x': 51}, " + USERS + "}", "{'events': {'x': 1}, " + USERS + "}"))
                .ruleFrom(V6, "9.6", "aNotificationAboveOnesLevelIsNotRemoved",
                        room -> bobSets(room, "{'notifications': {'room': 50}, " + USERS + "}", "{" + USERS + "}"),
                        room -> bobSets(room, "{'notifications': {'room': 51}, " + USERS + "}", "{" + USERS + "}"))
                .rule("9.7", "anEventTypeIsNotPutAboveOnesLevel",
                        room -> bobSets(room, "{" + USERS + "}", "{'events': {'x': 50}, " + USERS + "}"),
                        room -> bobSets(room, "{" + USERS + "}", "{'events': {'x': 51}, " + USERS + "}"))
                .ruleFrom(V6, "9.7", "aNotificationIsNotPutAboveOnesLevel",
                        room -> bobSets(room, "{" + USERS + "}", "{'notifications': {'room': 50}, " + USERS + "}"),
                        room -> bobSets(room, "{" + USERS + "}", "{'notifications': {'room': 51}, " + USERS + "}"))
                .rule("9.8", "anEqualIsNotDemoted",
                        room -> bobSets(room, "{" + USERS + "}", "{'users': {'@bob:b.example': 50, '@dave:d.example': 50}}"),
                        room -> bobSets(room, "{" + USERS + "}", "{'users': {'@bob:b.example': 50, '@carol:c.example': 40}}"))
                .rule("9.9", "nobodyIsPromotedAboveOnesOwnLevel",
                        room -> bobSets(room, "{" + USERS + "}", "{" + USERS.replace("40", "50") + "}"),
                        room -> bobSets(room, "{" + USERS + "}", "{" + USERS.replace("40", "51") + "}"))
                .rule("9.9", "oneMayDemoteButNotPromoteOneself",
                        room -> bobSets(room, "{" + USERS + "}", "{" + USERS.replace("@bob:b.example': 50", "@bob:b.example': 10") + "}"),
                        room -> bobSets(room, "{" + USERS + "}", "{" + USERS.replace("@bob:b.example': 50", "@bob:b.example': 51") + "}"))
                .tests();
    }

    @TestFactory
    List<DynamicTest> firstLevels() {
        return new RuleTable()
                .rule("7", "theFirstPowerLevelsMaySetAnything",
                        room -> withBob(room).when(ALICE).setsPowerLevels("{'ban': 1000, 'events': {'x': 2000}}"),
                        room -> withBob(room).when(BOB).setsPowerLevels("{'ban': 1000}"))
                .tests();
    }

    private static Attempted bobSets(TestRoom room, String before, String after) {
        return withBob(room).powerLevels(before).when(BOB).setsPowerLevels(after);
    }

    private static TestRoom withCreators(TestRoom room) {
        return room.createdBy(ALICE, "{'additional_creators': ['@bob:b.example']}").joinedBy(ALICE, BOB);
    }

    private static TestRoom withBob(TestRoom room) {
        return room.createdBy(ALICE).joinedBy(BOB);
    }
}
