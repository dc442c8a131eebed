package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.ANNA;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.CAROL;
import static org.colloque.protocol.room.RoomVersions.V1;
import static org.colloque.protocol.room.RoomVersions.V10;
import static org.colloque.protocol.room.RoomVersions.V2;
import static org.colloque.protocol.room.RoomVersions.V3;
import static org.colloque.protocol.room.RoomVersions.V5;
import static org.colloque.protocol.room.RoomVersions.V6;
import static org.colloque.protocol.room.RoomVersions.V7;
import static org.colloque.protocol.room.RoomVersions.V8;
import static org.colloque.protocol.room.RoomVersions.V9;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.fixture.Attempted;
import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules that only older versions have, and the version in which each newer one begins. */
class OldRulesTest {

    private static final List<RoomVersion> ONE_TO_FIVE = RoomVersions.all().subList(0, 5);

    @TestFactory
    List<DynamicTest> aliasRules() {
        return new RuleTable()
                .rule(ONE_TO_FIVE, "4.1", "aListOfAliasesIsState",
                        room -> created(room).when(ALICE).sets(EventTypes.ALIASES, "a.example", "{'aliases': []}"),
                        room -> created(room).when(ALICE).sends(EventTypes.ALIASES, "{'aliases': []}"))
                .rule(ONE_TO_FIVE, "4.2", "aListOfAliasesIsOfTheSendersServer",
                        room -> created(room).when(BOB).sets(EventTypes.ALIASES, "b.example", "{'aliases': []}"),
                        room -> created(room).when(ALICE).sets(EventTypes.ALIASES, "b.example", "{'aliases': []}"))
                .tests();
    }

    @TestFactory
    List<DynamicTest> redactionRules() {
        return new RuleTable()
                .rule(List.of(V1, V2), "11.3", "whoRedactsHasTheRedactLevel",
                        room -> open(room).when(ALICE).sends(EventTypes.REDACTION, "{}").but(event -> event.put("redacts", "$x:b.example")),
                        room -> open(room).when(BOB).sends(EventTypes.REDACTION, "{}").but(event -> event.put("redacts", "$x:a.example")))
                .rule(List.of(V1, V2), "11.3", "aServersUsersRedactItsEvents",
                        room -> open(room).when(BOB).sends(EventTypes.REDACTION, "{}").but(event -> event.put("redacts", "$x:b.example")),
                        room -> open(room).when(BOB).sends(EventTypes.REDACTION, "{}").but(event -> event.put("redacts", "$x")))
                .tests();
    }

    @Test
    void aliasesAreOrdinaryStateFromVersion6On() {
        assertEquals("none", refused(created(TestRoom.of(V5)).when(BOB).sets(EventTypes.ALIASES, "b.example", "{}")));
        assertEquals("5", refused(created(TestRoom.of(V6)).when(BOB).sets(EventTypes.ALIASES, "b.example", "{}")));
        assertEquals("none", refused(created(TestRoom.of(V6)).when(ALICE).sets(EventTypes.ALIASES, "b.example", "{}")));
    }

    @Test
    void redactionsAreOrdinaryEventsFromVersion3On() {
        assertEquals("11.3", refused(open(TestRoom.of(V2)).when(BOB).sends(EventTypes.REDACTION, "{}")));
        assertEquals("none", refused(open(TestRoom.of(V3)).when(BOB).sends(EventTypes.REDACTION, "{}")));
    }

    @Test
    void levelsOfNotificationsAreLimitedFromVersion6On() {
        String before = "{'users': {'@bob:b.example': 50}}";
        String after = "{'notifications': {'room': 99}, 'users': {'@bob:b.example': 50}}";

        assertEquals("none", refused(open(TestRoom.of(V5)).powerLevels(before).when(BOB).setsPowerLevels(after)));
        assertEquals("9.5", refused(open(TestRoom.of(V6)).powerLevels(before).when(BOB).setsPowerLevels(after)));
    }

    @Test
    void knockingBeginsWithVersion7() {
        assertEquals("4.6", refused(created(TestRoom.of(V6)).joinRule("knock").when(BOB).knocks()));
        assertEquals("none", refused(created(TestRoom.of(V7)).joinRule("knock").when(BOB).knocks()));
        assertEquals("4.2.6", refused(created(TestRoom.of(V6)).joinRule("knock").invited(BOB).when(BOB).joins()));
        assertEquals("4.4.1", refused(created(TestRoom.of(V6)).knockedOnBy(BOB).when(BOB).leaves()));
        assertEquals("none", refused(created(TestRoom.of(V7)).knockedOnBy(BOB).when(BOB).leaves()));
    }

    @Test
    void restrictedJoinsBeginWithVersion8() {
        assertEquals("4.2.6", refused(vouchedFor(TestRoom.of(V7), "restricted")));
        assertEquals("none", refused(vouchedFor(TestRoom.of(V8), "restricted")));
    }

    @Test
    void knockRestrictedBeginsWithVersion10() {
        assertEquals("4.3.7", refused(vouchedFor(TestRoom.of(V9), "knock_restricted")));
        assertEquals("none", refused(vouchedFor(TestRoom.of(V10), "knock_restricted")));
        assertEquals("4.7.1", refused(created(TestRoom.of(V9)).joinRule("knock_restricted").when(BOB).knocks()));
        assertEquals("none", refused(created(TestRoom.of(V10)).joinRule("knock_restricted").when(BOB).knocks()));
    }

    @Test
    void levelsMayBeTextsUntilVersion9() {
        String levels = "{'kick': ' 050 ', 'users': {'@bob:b.example': '+60'}}";
        for (RoomVersion version : RoomVersions.all().subList(0, 9)) {
            TestRoom room = open(TestRoom.of(version)).joinedBy(CAROL);

            assertEquals("none", refused(room.when(ALICE).setsPowerLevels(levels)), version.id());
            assertEquals("none", refused(room.powerLevels(levels).when(BOB).kicks(CAROL)), version.id());
        }
        assertEquals("9.1", refused(open(TestRoom.of(V10)).when(ALICE).setsPowerLevels(levels)));
    }

    @Test
    void levelsOfUsersThatAreNoNumbersAreRefusedEverywhere() {
        for (String level : List.of("'ten'", "'1.5'", "''", "'0x10'", "'- 1'", "null", "{}", "'1e3'")) {
            for (RoomVersion version : RoomVersions.all().subList(0, 9)) {
                Attempted attempt = open(TestRoom.of(version)).when(ALICE).setsPowerLevels("{'users': {'@bob:b.example': " + level + "}}");

                assertEquals(version.strictCanonicalJson() ? "9.1" : "10.1", refused(attempt), version + " " + level);
            }
        }
    }

    @Test
    void levelsMayHaveDecimalsUntilVersion5() {
        String levels = "{'kick': 5.0e1, 'users': {'@bob:b.example': 50.57, '@carol:c.example': 50.1}}";
        TestRoom room = open(TestRoom.of(V5)).joinedBy(CAROL);

        assertEquals("none", refused(room.when(ALICE).setsPowerLevels(levels)));
        assertEquals("5.4.5", refused(room.powerLevels(levels).when(BOB).kicks(CAROL)), "both have 50");
        assertEquals("9.1", refused(open(TestRoom.of(V6)).when(ALICE).setsPowerLevels(levels)));
    }

    @Test
    void everyVersionHasItsOwnRuleBook() {
        for (RoomVersion version : RoomVersions.all()) {
            assertEquals("none", refused(open(TestRoom.of(version)).when(ALICE).says("hi")), version.id());
            assertEquals(RuleTable.numberIn(version, "5").orElseThrow(), refused(open(TestRoom.of(version)).when(ANNA).says("hi")));
        }
    }

    private static String refused(Attempted attempt) {
        return RuleTable.refusedBy(attempt.judged());
    }

    private static TestRoom created(TestRoom room) {
        return room.createdBy(ALICE);
    }

    private static TestRoom open(TestRoom room) {
        return created(room).joinRule("public").joinedBy(BOB);
    }

    private static Attempted vouchedFor(TestRoom room, String joinRule) {
        return created(room).joinRule(joinRule).when(BOB).joins()
                .with(content -> content.put("join_authorised_via_users_server", ALICE.value()));
    }
}
