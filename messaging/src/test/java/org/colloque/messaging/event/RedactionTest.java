package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.BOB;
import static org.colloque.messaging.event.TestRooms.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.colloque.messaging.error.MatrixException;
import org.colloque.messaging.testing.PostgresTestResource;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.EventTypes;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class RedactionTest {

    @Inject
    EventPipeline pipeline;
    @Inject
    RoomReads reads;
    @Inject
    TestRooms rooms;
    @Inject
    FederatedRooms federated;
    @Inject
    EventCache cache;

    @Test
    void redactionTakesEffectOnceAndForAllInEveryVersion() {
        for (RoomVersion version : RoomVersions.all()) {
            RoomId room = rooms.publicRoom(version);
            rooms.join(room, BOB);
            EventRef said = rooms.say(room, BOB, "a secret");

            EventRef redaction = await(pipeline.send(room, redaction(BOB, said.eventId())));

            assertRedacted(said.eventId(), redaction.eventId());
            cache.clear();
            assertRedacted(said.eventId(), redaction.eventId());
        }
    }

    @Test
    void redactingWhatOthersSaidNeedsThePower() {
        RoomId room = rooms.publicRoom();
        rooms.join(room, BOB);
        EventRef said = rooms.say(room, ALICE, "from the creator");

        assertThrows(MatrixException.class, () -> await(pipeline.send(room, redaction(BOB, said.eventId()))));

        assertEquals("from the creator", stored(said.eventId()).pdu().content().path("body").asText());
        EventRef bobs = rooms.say(room, BOB, "moderated");
        assertRedacted(bobs.eventId(), await(pipeline.send(room, redaction(ALICE, bobs.eventId()))).eventId());
    }

    @Test
    void redactionThatComesBeforeItsTargetTakesEffectWhenThatArrives() {
        SimulatedServer other = new SimulatedServer("other.example");
        FederatedRooms.reach(other);
        UserId carol = other.user("carol");
        Pdu join = federated.enter(other, ALICE, other.createRoom(carol, "public"));
        Pdu target = other.message(carol, "regretted", join);
        Pdu beside = other.message(carol, "beside", join);
        Pdu redaction = other.keep(other.make(
                EventTemplate.redaction(other.version, carol, target.eventId(), JsonNodes.object()), beside));
        await(pipeline.receive(other.name, other.room(), List.of(beside, redaction)));

        await(pipeline.receive(other.name, other.room(), List.of(target)));

        assertRedacted(target.eventId(), redaction.eventId());
        cache.clear();
        assertRedacted(target.eventId(), redaction.eventId());
    }

    @Test
    void powerlessRedactionOfAnotherServerIsNotShownAndDoesNothing() {
        SimulatedServer other = new SimulatedServer("other.example");
        FederatedRooms.reach(other);
        UserId dave = other.user("dave");
        Pdu join = federated.enter(other, ALICE, other.createRoom(other.user("carol"), "public"));
        Pdu member = other.member(dave, "join", join);
        await(pipeline.receive(other.name, other.room(), List.of(member)));
        EventRef said = rooms.say(other.room(), ALICE, "stays");
        other.keep(stored(said.eventId()).pdu());
        Pdu redaction = other.make(
                EventTemplate.redaction(other.version, dave, said.eventId(), JsonNodes.object()), stored(said.eventId()).pdu());

        await(pipeline.receive(other.name, other.room(), List.of(redaction)));

        assertFalse(stored(redaction.eventId()).position().isPresent());
        assertTrue(stored(said.eventId()).redactedBy().isEmpty());
    }

    private static EventDraft redaction(UserId sender, EventId target) {
        return new EventDraft(sender, EventTypes.REDACTION, Optional.empty(), TestRooms.content(), Optional.of(target), Optional.empty(),
                OptionalLong.empty());
    }

    private void assertRedacted(EventId target, EventId redaction) {
        StoredEvent event = stored(target);
        assertTrue(event.pdu().content().isEmpty());
        assertEquals(Optional.of(redaction), event.redactedBy());
    }

    private StoredEvent stored(EventId id) {
        return await(reads.byId(List.of(id))).get(id);
    }
}
