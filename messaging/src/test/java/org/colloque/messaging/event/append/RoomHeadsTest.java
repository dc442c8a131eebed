package org.colloque.messaging.event.append;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomMembers;
import org.colloque.messaging.event.state.StoredState;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;

class RoomHeadsTest {

    private static final RoomId ROOM = new RoomId("!room:here");

    private final Stored stored = new Stored();
    private final RoomHeads heads = new RoomHeads(stored, null, null);

    @Test
    void headThatIsBehindWhatTheTailToldIsReadAnew() {
        heads.moved(at(10));
        stored.position = 12;
        assertEquals(12, position(heads.get(ROOM, 12)));
        assertEquals(1, stored.loads);
    }

    @Test
    void headThatHoldsThePositionCostsNothing() {
        heads.moved(at(12));
        assertEquals(12, position(heads.get(ROOM, 12)));
        assertEquals(0, stored.loads);
    }

    private static long position(Uni<Optional<WarmRoom>> room) {
        return room.await().indefinitely().orElseThrow().lastPosition();
    }

    private static WarmRoom at(long position) {
        return new WarmRoom(new RoomHead(1, ROOM, RoomVersions.V5, position, 1, List.of(), 0, StoredState.EMPTY.state(), RoomMembers.NONE, false),
            StoredState.EMPTY, position);
    }

    /** A database that holds the room up to some position. */
    private static final class Stored implements HeadStore {

        private long position;
        private int loads;

        @Override
        public Uni<Optional<WarmRoom>> load(RoomId room) {
            loads++;
            return Uni.createFrom().item(Optional.of(at(position)));
        }

        @Override
        public Uni<Optional<Long>> version(RoomId room) {
            return Uni.createFrom().item(Optional.of(position));
        }
    }
}
