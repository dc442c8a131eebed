package org.colloque.calls.livekit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.colloque.messaging.error.MatrixException;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.Test;

/** The expected values are those of MSC4195, "Appendix: Hash Derivation Test Vectors", and of the services in use. */
class SfuNamesTest {

    private static final UserId ALICE = UserId.parse("@alice:example.com");

    @Test
    void roomIsTheHashOfRoomAndSlot() {
        assertEquals("O8437W3+jmzMVjoIP3tNwbm+XxHQk2iKpOA7aqw3qSc", SfuNames.room(RoomId.parse("!roomid:example.com"), "slot1234"));
        assertEquals("krj2dgxw2K6EOm9he4GfQJ6JsSVWfJ8a7BkyjZcSmxs", SfuNames.room(RoomId.parse("!room:example.com"), SfuNames.ROOM_CALL));
    }

    @Test
    void participantIsTheHashOfUserDeviceAndMember() {
        assertEquals("J+T45tGruxc+HrUOqJJlyQSV33m728Cme4+vt8/SWrU", SfuNames.participant(ALICE, "DEVICE123", "memberABC"));
    }

    @Test
    void participantOfOlderClientsIsUserAndDevice() {
        assertEquals("@alice:example.com:DEVICE", SfuNames.participant(ALICE, "DEVICE"));
    }

    @Test
    void olderClientsGetNoNameThatTheyCannotRead() {
        assertThrows(MatrixException.class, () -> SfuNames.participant(ALICE, "téléphone"));
    }
}
