package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.BOB;
import static org.colloque.messaging.event.TestRooms.await;
import static org.colloque.messaging.event.TestRooms.membership;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.ServerName;
import org.colloque.protocol.id.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class VisibilityTest {

    private static final ServerName OTHER = new ServerName("other.example");

    @Inject
    EventPipeline pipeline;
    @Inject
    RoomReads reads;
    @Inject
    Visibility visibility;
    @Inject
    TestRooms rooms;

    private RoomId room;

    @BeforeEach
    void makeRoom() {
        room = rooms.publicRoom();
    }

    @Test
    void sharedHistoryIsSeenByWhoJoinsLaterAndByNobodyElse() {
        EventRef before = rooms.say(room, ALICE, "before");
        assertFalse(sees(BOB, before));

        rooms.join(room, BOB);
        assertTrue(sees(BOB, before));

        EventRef during = rooms.say(room, ALICE, "during");
        EventRef leave = await(pipeline.send(room, membership(BOB, BOB, "leave")));
        EventRef after = rooms.say(room, ALICE, "after");
        assertTrue(sees(BOB, before));
        assertTrue(sees(BOB, during));
        assertTrue(sees(BOB, leave));
        assertFalse(sees(BOB, after));
    }

    @Test
    void joinedHistoryBeginsWithTheJoin() {
        history("joined");
        EventRef before = rooms.say(room, ALICE, "before");
        await(pipeline.send(room, membership(ALICE, BOB, "invite")));
        EventRef invited = rooms.say(room, ALICE, "invited");
        EventRef join = rooms.join(room, BOB);
        EventRef after = rooms.say(room, ALICE, "after");

        assertEquals(List.of(false, false, true, true), List.of(sees(BOB, before), sees(BOB, invited), sees(BOB, join), sees(BOB, after)));
    }

    @Test
    void invitedHistoryBeginsWithTheInvite() {
        history("invited");
        EventRef before = rooms.say(room, ALICE, "before");
        EventRef invite = await(pipeline.send(room, membership(ALICE, BOB, "invite")));
        EventRef invited = rooms.say(room, ALICE, "invited");

        assertEquals(List.of(false, true, true), List.of(sees(BOB, before), sees(BOB, invite), sees(BOB, invited)));
    }

    @Test
    void worldReadableHistoryIsSeenByEverybodyAndItsEndToo() {
        EventRef start = history("world_readable");
        EventRef open = rooms.say(room, ALICE, "open");
        EventRef end = history("joined");
        EventRef closed = rooms.say(room, ALICE, "closed");

        assertEquals(List.of(true, true, true, false), List.of(sees(BOB, start), sees(BOB, open), sees(BOB, end), sees(BOB, closed)));
    }

    @Test
    void whatAServerMayNotSeeIsRedacted() {
        EventRef shared = rooms.say(room, ALICE, "shared");
        history("joined");
        EventRef joined = rooms.say(room, ALICE, "joined");

        List<StoredEvent> shown = await(visibility.visibleTo(OTHER, stored(shared, joined)));

        assertEquals("shared", shown.getFirst().pdu().content().path("body").asText());
        assertTrue(shown.get(1).pdu().content().isEmpty());
        assertEquals(joined.eventId(), shown.get(1).pdu().eventId());
    }

    private boolean sees(UserId user, EventRef event) {
        return !await(visibility.visible(user, stored(event))).isEmpty();
    }

    private List<StoredEvent> stored(EventRef... events) {
        return List.of(events).stream().map(event -> await(reads.byNumber(List.of(event.number()))).get(event.number())).toList();
    }

    private EventRef history(String visible) {
        return await(pipeline.send(room, EventDraft.state(ALICE, EventTypes.HISTORY_VISIBILITY, "",
                TestRooms.content().put("history_visibility", visible))));
    }
}
