package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.colloque.messaging.event.EventRef;
import org.colloque.messaging.event.RoomHead;
import org.colloque.messaging.event.RoomReads;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.junit.jupiter.api.Test;

/** A peer that forks a room again and again. */
@QuarkusTest
class GraphEndsTest extends PeerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    RoomReads reads;

    @Test
    void fiftyForksAreJoinedByEventsThatNobodySees() {
        GuestRoom room = forked(GuestRoom.openedBy(Agents.register("alice")));
        eventually(() -> assertTrue(ends(room).size() <= 10, "the graph has " + ends(room).size() + " ends"));
        String dummy = ends(room).stream().map(end -> end.eventId().value()).filter(GraphEndsTest::isDummy).findFirst().orElseThrow();
        PeerRequests requests = new PeerRequests(peer);
        requests.get("/_matrix/federation/v1/event/" + PeerEvents.encode(dummy)).statusCode(200)
                .body("pdus[0].prev_events.size()", lessThanOrEqualTo(20)).body("pdus[0].content", equalTo(Map.of()));
        String said = room.say("after the forks");
        ObjectNode missing = JsonNodes.object().put("limit", 50);
        missing.putArray("earliest_events");
        missing.putArray("latest_events").add(said);
        JsonNode before = MatrixJson.parseTrusted(requests.post("/_matrix/federation/v1/get_missing_events/" + PeerEvents.encode(room.id()), missing)
                .statusCode(200).extract().asByteArray());
        assertTrue(before.path("events").valueStream().anyMatch(event -> PeerEvents.id((ObjectNode) event).equals(dummy)));
        assertTrue(before.path("events").valueStream().allMatch(event -> event.path("prev_events").size() <= 20));
        assertNothingShown(room, dummy);
    }

    private static GuestRoom forked(GuestRoom room) {
        room.joinedBy(peer, "zoe");
        List<ObjectNode> forks = IntStream.range(0, 50).mapToObj(i -> room.peerMessage("fork " + i)).toList();
        JsonNode results = room.sendFor(forks);
        forks.forEach(fork -> assertTrue(!results.path(PeerEvents.id(fork)).has("error")));
        return room;
    }

    private static boolean isDummy(String event) {
        return new PeerRequests(peer).get("/_matrix/federation/v1/event/" + PeerEvents.encode(event)).extract().path("pdus[0].type")
                .equals("org.matrix.dummy_event");
    }

    private List<EventRef> ends(GuestRoom room) {
        return reads.head(new RoomId(room.id())).await().atMost(PATIENCE).map(RoomHead::extremities).orElseThrow();
    }

    private static void assertNothingShown(GuestRoom room, String dummy) {
        String path = "/_matrix/client/v3/rooms/" + room.id();
        room.owner().asking().get(path + "/messages?dir=b&limit=100").then().statusCode(200)
                .body("chunk.type", not(hasItem("org.matrix.dummy_event"))).body("chunk.content.body", hasItem("fork 49"));
        room.owner().asking().get(path + "/event/" + dummy).then().statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        room.owner().asking().queryParam("filter", "{\"room\":{\"timeline\":{\"limit\":100}}}").get("/_matrix/client/v3/sync").then()
                .statusCode(200).body("rooms.join['" + room.id() + "'].timeline.events.type", not(hasItem("org.matrix.dummy_event")));
    }
}
