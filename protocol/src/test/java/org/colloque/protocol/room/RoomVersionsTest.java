package org.colloque.protocol.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomVersionsTest {
    @Test
    void versionsAreFoundByTheirId() {
        assertEquals(List.of("10", "11", "12"), RoomVersions.all().stream().map(RoomVersion::id).toList());
        assertEquals(Optional.of(RoomVersions.V11), RoomVersions.find("11"));
        assertEquals(Optional.empty(), RoomVersions.find("org.example.custom"));
        assertEquals("12", RoomVersions.DEFAULT.id());
    }

    @Test
    void eachVersionAddsItsRulesToThoseBefore() {
        for (RoomVersion version : RoomVersions.all()) {
            assertTrue(version.knock() && version.restricted() && version.knockRestricted() && version.integerPowerLevels()
                    && version.strictCanonicalJson() && version.enforceKeyValidity() && version.limitNotificationsPowerLevels());
            assertEquals(!version.id().equals("10"), version.implicitRoomCreator());
            assertEquals(!version.id().equals("10"), version.redactsInContent());
            assertEquals(version.id().equals("12"), version.privilegedCreators());
            assertEquals(version.id().equals("12"), version.createEventIsRoomId());
        }
    }

    @Test
    void version12ResolvesStateAnew() {
        assertEquals(StateResolution.V2, RoomVersions.V11.stateResolution());
        assertEquals(StateResolution.V2_1, RoomVersions.V12.stateResolution());
        assertFalse(RoomVersions.V10.redactionRules().equals(RoomVersions.V11.redactionRules()));
        assertEquals(RoomVersions.V11.redactionRules(), RoomVersions.V12.redactionRules());
    }
}
