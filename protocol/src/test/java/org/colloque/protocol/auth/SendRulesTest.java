package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.room.RoomVersions.V11;
import static org.colloque.protocol.room.RoomVersions.V3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.fixture.TestRoom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SendRulesTest {

    @TestFactory
    List<DynamicTest> sendRules() {
        return new RuleTable()
                .rule("5", "whoSpeaksHasJoined",
                        room -> withBob(room).when(BOB).says("hi"),
                        room -> room.createdBy(ALICE).invited(BOB).when(BOB).says("hi"))
                .rule("6.1", "whoInvitesByAddressHasTheInviteLevel",
                        room -> withBob(room).powerLevels("{'invite': 0}").when(BOB).sets(EventTypes.THIRD_PARTY_INVITE, "token", "{}"),
                        room -> withBob(room).powerLevels("{'invite': 1}").when(BOB).sets(EventTypes.THIRD_PARTY_INVITE, "token", "{}"))
                .rule("7", "whoSpeaksHasTheLevelOfMessages",
                        room -> withBob(room).powerLevels("{'events_default': 10}").when(ALICE).says("hi"),
                        room -> withBob(room).powerLevels("{'events_default': 10}").when(BOB).says("hi"))
                .rule("7", "stateNeedsFiftyByDefault",
                        room -> withBob(room).when(ALICE).sets(EventTypes.TOPIC, "", "{'topic': 'tea'}"),
                        room -> withBob(room).when(BOB).sets(EventTypes.TOPIC, "", "{'topic': 'tea'}"))
                .rule("7", "anEventTypeMayHaveALevelOfItsOwn",
                        room -> withBob(room).powerLevels("{'events': {'m.room.topic': 0}}").when(BOB).sets(EventTypes.TOPIC, "", "{}"),
                        room -> withBob(room).powerLevels("{'events': {'m.room.message': 1}}").when(BOB).says("hi"))
                .ruleFrom(V3, "7", "redactionsNeedTheLevelOfTheirTypeAndNotTheRedactLevel",
                        room -> withBob(room).powerLevels("{'redact': 100}").when(BOB).sends(EventTypes.REDACTION, "{'redacts': '$x'}"),
                        room -> withBob(room).powerLevels("{'events': {'m.room.redaction': 1}}").when(BOB)
                                .sends(EventTypes.REDACTION, "{'redacts': '$x'}"))
                .rule("8", "aUserIdAsStateKeyIsOnesOwn",
                        room -> withBob(room).powerLevels("{'state_default': 0}").when(BOB).sets("x.status", BOB.value(), "{}"),
                        room -> withBob(room).powerLevels("{'state_default': 0}").when(BOB).sets("x.status", ALICE.value(), "{}"))
                .tests();
    }

    @Test
    void whatHasNoStateKeyBelongsToNobody() {
        assertEquals(AuthDecision.allowed(), withBob(TestRoom.of(V11)).when(BOB).sends("x.note", "{'for': '@alice:a.example'}").judged());
    }

    private static TestRoom withBob(TestRoom room) {
        return room.createdBy(ALICE).joinedBy(BOB);
    }
}
