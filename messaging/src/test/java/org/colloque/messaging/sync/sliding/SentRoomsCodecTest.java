package org.colloque.messaging.sync.sliding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SentRoomsCodecTest {

    @Test
    void whatIsKeptIsFoundAgain() {
        Map<Long, SentRoom> rooms = new HashMap<>();
        rooms.put(1L, new SentRoom(SentRoom.LIVE, 20, "[]", true));
        rooms.put(1L << 40, new SentRoom(12_345, 0, "[{\"in\":[[\"é\",null]],\"lazy\":true,\"out\":[]}]", false));
        SentRooms sent = new SentRooms(rooms, Set.of("receipts", "typing"));

        assertEquals(sent, SentRoomsCodec.decode(SentRoomsCodec.encode(sent)));
        assertEquals(SentRooms.NONE, SentRoomsCodec.decode(SentRoomsCodec.encode(SentRooms.NONE)));
    }

    @Test
    void threeThousandRoomsTakeAFewBytesEach() {
        Map<Long, SentRoom> rooms = new HashMap<>();
        for (long i = 0; i < 3_000; i++) {
            rooms.put(1_000_000 + i * 997, new SentRoom(SentRoom.LIVE, 1, "[]", false));
        }

        assertTrue(SentRoomsCodec.encode(new SentRooms(rooms, Set.of())).length < 3_000 * 4);
    }
}
