package org.colloque.messaging.event;

import static org.colloque.messaging.event.TestRooms.ALICE;
import static org.colloque.messaging.event.TestRooms.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.colloque.messaging.search.SearchStore;
import org.colloque.messaging.search.SearchStore.Hit;
import org.colloque.messaging.search.SearchStore.Query;
import org.colloque.messaging.search.SearchedKey;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.EventId;
import org.junit.jupiter.api.Test;

/** What came from other servers is searched too, whatever its place in the log. */
@QuarkusTest
class SearchedHistoryTest extends OtherServerTest {

    @Inject
    SearchStore search;

    @Test
    void receivedMessagesAndThoseFromThePastAreFound() {
        Pdu past = other.message(carol, "needle from the past", other.createRoom(carol, "public"));
        Pdu join = federated.enter(other, ALICE, past);
        Pdu now = other.message(carol, "needle of now", join);
        await(pipeline.receive(other.name, other.room(), List.of(now)));
        assertEquals(List.of(now.eventId()), found());

        await(pipeline.backfill(other.name, other.room(), List.of(past)));

        assertEquals(List.of(now.eventId(), past.eventId()), found());
    }

    @Test
    void messagesThatFillAGapAreFound() {
        Pdu join = federated.enter(other, ALICE, other.createRoom(carol, "public"));
        Pdu missed = other.message(carol, "needle in the gap", join);
        other.withheld.add(missed.eventId());
        Pdu after = other.message(carol, "after the gap", missed);
        await(pipeline.receive(other.name, other.room(), List.of(after)));
        assertEquals(List.of(), found());

        await(pipeline.backfill(other.name, other.room(), List.of(missed)));

        assertEquals(List.of(missed.eventId()), found());
    }

    private List<EventId> found() {
        while (await(search.readOn())) {
            // There is more of the log.
        }
        List<Long> hits = await(search.find(new Query(ALICE, "needle", Set.of(SearchedKey.BODY), Optional.of(List.of(other.room())), List.of(), false,
                Optional.empty(), 10))).hits().stream().map(Hit::event).toList();
        var events = await(reads.byNumber(hits));
        return hits.stream().map(hit -> events.get(hit).pdu().eventId()).toList();
    }
}
