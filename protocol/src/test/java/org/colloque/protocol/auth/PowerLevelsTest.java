package org.colloque.protocol.auth;

import static org.colloque.protocol.fixture.TestRoom.ALICE;
import static org.colloque.protocol.fixture.TestRoom.BOB;
import static org.colloque.protocol.fixture.TestRoom.CAROL;
import static org.colloque.protocol.room.RoomVersions.V10;
import static org.colloque.protocol.room.RoomVersions.V11;
import static org.colloque.protocol.room.RoomVersions.V12;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.fixture.TestRoom;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerLevelsTest {

    @Test
    void withoutAnEventTheCreatorHasAHundredAndAllElseItsDefault() {
        PowerLevels levels = levelsOf(TestRoom.of(V11).createdBy(ALICE));

        assertEquals(100, levels.userLevel(ALICE));
        assertEquals(0, levels.userLevel(BOB));
        assertEquals(50, levels.eventLevel(EventTypes.TOPIC, true));
        assertEquals(0, levels.eventLevel(EventTypes.MESSAGE, false));
        assertEquals(0, levels.invite());
        assertEquals(50, levels.kick());
        assertEquals(50, levels.ban());
        assertEquals(50, levels.redact());
        assertEquals(50, levels.notification("room"));
    }

    @Test
    void inVersion10TheCreatorIsWhoTheContentNames() {
        TestRoom room = TestRoom.of(V10);
        Pdu create = room.event(ALICE, EventTypes.CREATE, "", TestRoom.json("{'creator': '@bob:b.example'}"));
        PowerLevels levels = PowerLevels.of(V10, create, Optional.empty());

        assertEquals(0, levels.userLevel(ALICE));
        assertEquals(100, levels.userLevel(BOB));
    }

    @Test
    void withAnEventTheCreatorIsAUserLikeAnyOther() {
        PowerLevels levels = levelsOf(TestRoom.of(V11).createdBy(ALICE).powerLevels("{'users': {'@alice:a.example': 7}, 'users_default': 3}"));

        assertEquals(7, levels.userLevel(ALICE));
        assertEquals(3, levels.userLevel(BOB));
    }

    @Test
    void creatorsOfVersion12AreAboveEveryNumber() {
        PowerLevels levels = levelsOf(TestRoom.of(V12).createdBy(ALICE, "{'additional_creators': ['@bob:b.example']}")
                .powerLevels("{'users': {'@carol:c.example': 9007199254740991}, 'users_default': 5}"));

        assertEquals(PowerLevels.INFINITE, levels.userLevel(ALICE));
        assertEquals(PowerLevels.INFINITE, levels.userLevel(BOB));
        assertTrue(levels.userLevel(CAROL) < levels.userLevel(BOB));
        assertTrue(levels.isPrivilegedCreator(BOB));
        assertFalse(levels.isPrivilegedCreator(CAROL));
    }

    @Test
    void additionalCreatorsHaveNoPowerBeforeVersion12() {
        PowerLevels levels = levelsOf(TestRoom.of(V11).createdBy(ALICE, "{'additional_creators': ['@bob:b.example']}"));

        assertEquals(0, levels.userLevel(BOB));
    }

    @ParameterizedTest
    @CsvSource({"10", "11", "12"})
    void everyLevelIsReadFromTheEvent(String version) {
        RoomVersion roomVersion = RoomVersions.find(version).orElseThrow();
        PowerLevels levels = levelsOf(TestRoom.of(roomVersion).createdBy(ALICE).powerLevels("""
                {'users': {'@bob:b.example': 1}, 'users_default': 2, 'events': {'x': 3}, 'events_default': 4, 'state_default': 5,
                 'invite': 6, 'kick': 7, 'ban': 8, 'redact': 9, 'notifications': {'room': 10}}"""));

        assertEquals(1, levels.userLevel(BOB));
        assertEquals(2, levels.userLevel(CAROL));
        assertEquals(3, levels.eventLevel("x", true));
        assertEquals(3, levels.eventLevel("x", false));
        assertEquals(4, levels.eventLevel("y", false));
        assertEquals(5, levels.eventLevel("y", true));
        assertEquals(6, levels.invite());
        assertEquals(7, levels.kick());
        assertEquals(8, levels.ban());
        assertEquals(9, levels.redact());
        assertEquals(10, levels.notification("room"));
        assertEquals(50, levels.notification("other"));
    }

    @Test
    void aRedactionTakesEffectFromTheRedactLevelOrTheSameServer() {
        TestRoom room = TestRoom.of(V11).createdBy(ALICE).joinedBy(BOB, CAROL);
        Pdu message = room.when(BOB).says("hi").event();
        PowerLevels levels = levelsOf(room);

        assertTrue(RedactionRule.applies(redactionBy(room, ALICE), message, levels));
        assertTrue(RedactionRule.applies(redactionBy(room, BOB), message, levels));
        assertFalse(RedactionRule.applies(redactionBy(room, CAROL), message, levels));
    }

    private static Pdu redactionBy(TestRoom room, UserId user) {
        return room.when(user).sends(EventTypes.REDACTION, "{}").event();
    }

    private static PowerLevels levelsOf(TestRoom room) {
        return PowerLevels.of(room.version(), room.state().create().orElseThrow(), room.state().get(StateSlots.POWER_LEVELS));
    }
}
