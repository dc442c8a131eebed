package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.ANNA;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.json;
import static org.colloque.protocol.room.RoomVersions.V11;
import static org.colloque.protocol.room.RoomVersions.V12;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.colloque.protocol.fixture.Attempted;
import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RoomAndCreateRulesTest {

    @TestFactory
    @Tag("CVE-2025-54315")
    List<DynamicTest> createRules() {
        return new RuleTable()
                .rule("1.1", "aCreateEventIsTheFirst",
                        room -> room.when(ALICE).creates("{}"),
                        room -> room.when(ALICE).creates("{}").but(event -> event.putArray("prev_events").add("$other")))
                .rule(RoomVersions.all().subList(0, 11), "1.2", "aRoomIsOnItsCreatorsServer",
                        room -> room.when(ALICE).creates("{}"),
                        room -> room.when(BOB).creates("{}"))
                .rule(List.of(V12), "1.2", "aCreateEventHoldsNoRoomId",
                        room -> room.when(ALICE).creates("{}"),
                        room -> room.when(ALICE).creates("{}").but(event -> event.put("room_id", "!room:a.example")))
                .rule("1.3", "theRoomVersionIsRecognised",
                        room -> room.when(ALICE).creates("{'room_version': '11'}"),
                        room -> room.when(ALICE).creates("{'room_version': 'unheard-of'}"))
                .rule("1.3", "theRoomVersionIsAString",
                        room -> room.when(ALICE).creates("{'room_version': '10'}"),
                        room -> room.when(ALICE).creates("{'room_version': 10}"))
                .rule(RoomVersions.all().subList(0, 10), "1.4", "aCreateEventNamesItsCreator",
                        room -> room.when(ALICE).creates("{}"),
                        room -> room.when(ALICE).creates("{}").with(content -> content.remove("creator")))
                .rule(List.of(V12), "1.4", "additionalCreatorsAreUserIds",
                        room -> room.when(ALICE).creates("{'additional_creators': ['@bob:b.example']}"),
                        room -> room.when(ALICE).creates("{'additional_creators': ['@bob:b.example', 'carol']}"))
                .rule(List.of(V12), "1.4", "additionalCreatorsAreAList",
                        room -> room.when(ALICE).creates("{'additional_creators': []}"),
                        room -> room.when(ALICE).creates("{'additional_creators': '@bob:b.example'}"))
                .tests();
    }

    @TestFactory
    List<DynamicTest> roomRules() {
        return new RuleTable()
                .rule("2.4", "aRoomHasACreateEvent",
                        room -> room.createdBy(ALICE).when(ALICE).says("hi"),
                        room -> room.when(ALICE).says("hi"))
                .rule("3", "aRoomThatDoesNotFederateTakesNoEventsOfOtherServers",
                        room -> closed(room).joinRule("public").when(ANNA).joins(),
                        room -> closed(room).joinRule("public").when(BOB).joins())
                .tests();
    }

    private static TestRoom closed(TestRoom room) {
        return room.createdBy(ALICE, "{'m.federate': false}").joinedBy(ALICE);
    }

    @Test
    void aRoomIdThatIsNotTheCreateEventsIsRefusedInVersion12() {
        Attempted other = TestRoom.of(V12).createdBy(ALICE).when(ALICE).says("hi").but(event -> event.put("room_id", "!event-1"));

        assertEquals("2", RuleTable.refusedBy(other.judged()));
    }

    @Test
    void additionalCreatorsMeanNothingBeforeVersion12() {
        assertEquals(AuthDecision.allowed(), TestRoom.of(V11).when(ALICE).creates("{'additional_creators': 1}").judged());
    }

    @Test
    void onlyTheBooleanFalseKeepsOtherServersOut() {
        TestRoom room = TestRoom.of(V11).createdBy(ALICE, "{'m.federate': 'false'}").joinedBy(ALICE).joinRule("public");

        assertEquals(AuthDecision.allowed(), room.when(BOB).joins().judged());
    }

    @Test
    void aCreateEventIsJudgedWithoutAnyState() {
        assertEquals(AuthDecision.allowed(), Authorisation.check(
                TestRoom.of(V12).event(ALICE, "m.room.create", "", json("{'room_version': '12'}")), AuthState.EMPTY));
    }
}
