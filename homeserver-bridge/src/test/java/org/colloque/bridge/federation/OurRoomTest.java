package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A user of another server in a room that was made here. */
@QuarkusTest
class OurRoomTest extends PeerTest {

    @Test
    void joiningServerGetsTheRoomAndThenItsMessages() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        JsonNode answer = room.joinedBy(peer, "zoe");
        assertTrue(types(answer.path("state")).containsAll(List.of("m.room.create", "m.room.power_levels", "m.room.join_rules")));
        assertFalse(answer.path("auth_chain").isEmpty());
        room.say("good morning");
        eventually(() -> assertTrue(bodies(peer.pdus()).contains("good morning")));
    }

    @Test
    void serverThatJoinsAfterAnErasureGetsRedactedCopies() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("owner"));
        GuestRoom known = GuestRoom.openedBy(room.owner());
        known.joinedBy(peer, "zoe");
        Agent alice = Agents.register("alice");
        List<String> events = List.of(speak(alice, room), speak(alice, known));
        alice.asking().body(Map.of("auth", alice.passwordProof(), "erase", true)).post("/_matrix/client/v3/account/deactivate").then()
                .statusCode(200);
        room.joinedBy(peer, "zoe");
        PeerRequests requests = new PeerRequests(peer);
        requests.get("/_matrix/federation/v1/event/" + PeerEvents.encode(events.getFirst())).statusCode(200)
                .body("pdus[0].content", equalTo(Map.of()));
        requests.get("/_matrix/federation/v1/event/" + PeerEvents.encode(events.getLast())).statusCode(200)
                .body("pdus[0].content.body", equalTo("to be forgotten"));
    }

    private static String speak(Agent agent, GuestRoom room) {
        agent.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id()).then().statusCode(200);
        return agent.asking().body(Map.of("msgtype", "m.text", "body", "to be forgotten"))
                .put("/_matrix/client/v3/rooms/" + room.id() + "/send/m.room.message/" + UUID.randomUUID())
                .then().statusCode(200).extract().path("event_id");
    }

    @Test
    void messageOfThePeerIsShownHereAndGetsNoErrors() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        ObjectNode message = room.peerMessage("hello from afar");
        room.send(List.of(message)).statusCode(200).body("pdus.values()[0]", not(hasKey("error")));
        room.owner().asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=10").then()
                .statusCode(200).body("chunk.content.body", hasItem("hello from afar"));
    }

    @Test
    void forgedEventsAreRefusedAndTheRestOfTheirTransactionLands() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        ObjectNode first = room.peerMessage("first");
        ObjectNode forged = room.peerMessage("forged");
        ((ObjectNode) forged.path("signatures").path("peer.example")).put(peer.key().id().value(), "x".repeat(86));
        ObjectNode altered = room.peerMessage("altered");
        ((ObjectNode) altered.get("content")).put("body", "altered afterwards");
        ObjectNode last = room.peerMessage("last");
        JsonNode results = room.sendFor(List.of(first, forged, JsonNodes.object().put("room_id", room.id()), altered, last));
        assertTrue(results.path(PeerEvents.id(forged)).has("error"));
        assertFalse(results.path(PeerEvents.id(first)).has("error"));
        assertFalse(results.path(PeerEvents.id(last)).has("error"));
        room.owner().asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=20").then()
                .body("chunk.content.body", hasItem("first")).body("chunk.content.body", hasItem("last"))
                .body("chunk.content.body", not(hasItem("forged"))).body("chunk.content.body", not(hasItem("altered afterwards")));
    }

    @Test
    void sameTransactionGetsTheSameAnswerAndChangesNothing() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        ObjectNode body = room.transaction(List.of(room.peerMessage("once")));
        String target = "/_matrix/federation/v1/send/" + UUID.randomUUID();
        String first = new PeerRequests(peer).put(target, body).statusCode(200).extract().asString();
        assertEquals(first, new PeerRequests(peer).put(target, body).statusCode(200).extract().asString());
    }

    @Test
    void transactionThatIsTooLargeIsRefused() {
        List<ObjectNode> many = IntStream.range(0, 51).mapToObj(i -> JsonNodes.object()).toList();
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), room.transaction(many)).statusCode(400);
    }

    @Test
    void peerThatWasDownGetsEverythingInOrder() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        peer.down(true);
        List<String> said = IntStream.range(0, 60).mapToObj(i -> "while you were out " + i + " " + room.id()).toList();
        said.forEach(room::say);
        peer.down(false);
        eventually(() -> assertEquals(said, bodies(peer.pdus()).stream().filter(body -> body.endsWith(room.id())).toList()));
    }

    @Test
    void removedServerIsToldOfItsRemovalAndOfNothingAfterIt() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        room.owner().asking().body(Map.of("user_id", "@zoe:peer.example", "reason", "done " + room.id()))
                .post("/_matrix/client/v3/rooms/" + room.id() + "/kick").then().statusCode(200);
        room.say("among us " + room.id());
        eventually(() -> assertTrue(peer.pdus().stream()
                .anyMatch(pdu -> pdu.path("content").path("reason").asText().equals("done " + room.id()))));
        GuestRoom other = GuestRoom.openedBy(room.owner());
        other.joinedBy(peer, "zoe");
        other.say("to you " + other.id());
        eventually(() -> assertTrue(bodies(peer.pdus()).contains("to you " + other.id())));
        assertFalse(bodies(peer.pdus()).contains("among us " + room.id()));
    }

    @Test
    @Tag("CVE-2022-39335")
    void serverOutsideTheRoomReadsNothingOfIt() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        String event = room.say("private");
        PeerRequests requests = new PeerRequests(peer);
        requests.get("/_matrix/federation/v1/event/" + PeerEvents.encode(event)).statusCode(403);
        requests.get("/_matrix/federation/v1/state/" + PeerEvents.encode(room.id()) + "?event_id=" + PeerEvents.encode(event)).statusCode(403);
        requests.get("/_matrix/federation/v1/state_ids/" + PeerEvents.encode(room.id()) + "?event_id=" + PeerEvents.encode(event))
                .statusCode(403);
        requests.get("/_matrix/federation/v1/event_auth/" + PeerEvents.encode(room.id()) + "/" + PeerEvents.encode(event)).statusCode(403);
        requests.get("/_matrix/federation/v1/backfill/" + PeerEvents.encode(room.id()) + "?v=" + PeerEvents.encode(event)).statusCode(403);
        requests.post("/_matrix/federation/v1/get_missing_events/" + PeerEvents.encode(room.id()),
                JsonNodes.object().set("latest_events", JsonNodes.array().add(event))).statusCode(403);
    }

    @Test
    void serverInTheRoomFindsWhereATimeLies() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        String said = room.say("then");
        long then = room.owner().asking().get("/_matrix/client/v3/rooms/" + room.id() + "/event/" + said).then().statusCode(200)
                .extract().path("origin_server_ts");
        String target = "/_matrix/federation/v1/timestamp_to_event/" + PeerEvents.encode(room.id());
        new PeerRequests(peer).get(target + "?ts=" + then + "&dir=b").statusCode(200).body("event_id", equalTo(said));
        new PeerRequests(peer).get(target + "?ts=" + (then + 1) + "&dir=f").statusCode(404).body("errcode", equalTo("M_NOT_FOUND"));
        new PeerRequests(peer).get(target + "?ts=soon&dir=f").statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
    }

    @Test
    void serverInTheRoomReadsItsHistoryAndState() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        String first = room.say("one");
        room.say("two");
        String last = room.say("three");
        PeerRequests requests = new PeerRequests(peer);
        requests.get("/_matrix/federation/v1/event/" + PeerEvents.encode(first)).statusCode(200)
                .body("pdus[0].content.body", equalTo("one"));
        requests.get("/_matrix/federation/v1/state/" + PeerEvents.encode(room.id()) + "?event_id=" + PeerEvents.encode(last))
                .statusCode(200).body("pdus.type", hasItem("m.room.create"));
        requests.get("/_matrix/federation/v1/state_ids/" + PeerEvents.encode(room.id()) + "?event_id=" + PeerEvents.encode(last))
                .statusCode(200).body("pdu_ids.size()", org.hamcrest.Matchers.greaterThan(4));
        requests.get("/_matrix/federation/v1/event_auth/" + PeerEvents.encode(room.id()) + "/" + PeerEvents.encode(last))
                .statusCode(200).body("auth_chain.type", hasItem("m.room.power_levels"));
        requests.get("/_matrix/federation/v1/backfill/" + PeerEvents.encode(room.id()) + "?limit=2&v=" + PeerEvents.encode(last))
                .statusCode(200).body("pdus.content.body", equalTo(List.of("three", "two")));
        requests.post("/_matrix/federation/v1/get_missing_events/" + PeerEvents.encode(room.id()), missing(first, last))
                .statusCode(200).body("events.content.body", equalTo(List.of("two")));
        requests.get("/_matrix/federation/v1/state_ids/" + PeerEvents.encode(room.id()) + "?event_id=%24unknown").statusCode(404);
    }

    @Test
    void serverThatTheAccessListDeniesIsShutOut() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
        ObjectNode late = room.peerMessage("too late");
        room.owner().asking().body(Map.of("allow", List.of("*"), "deny", List.of("peer.example")))
                .put("/_matrix/client/v3/rooms/" + room.id() + "/state/m.room.server_acl").then().statusCode(200);
        assertTrue(room.sendFor(List.of(late)).path(PeerEvents.id(late)).has("error"));
        new PeerRequests(peer).get("/_matrix/federation/v1/make_join/" + PeerEvents.encode(room.id()) + "/"
                + PeerEvents.encode(peer.user("yan")) + "?ver=12").statusCode(403).body("errcode", equalTo("M_FORBIDDEN"));
    }

    @Test
    @Tag("CVE-2020-26257")
    void joinIsOnlyTakenForTheEventRoomAndUserThatThePathSays() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"));
        PeerRequests requests = new PeerRequests(peer);
        ObjectNode join = room.signedJoin(peer, peer.user("zoe"));
        String path = "/_matrix/federation/v2/send_join/";
        requests.put(path + PeerEvents.encode("!other:ministry.example") + "/" + PeerEvents.encode(PeerEvents.id(join)), join)
                .statusCode(404);
        requests.put(path + PeerEvents.encode(room.id()) + "/%24other", join).statusCode(400).body("errcode", equalTo("M_INVALID_PARAM"));
        requests.get("/_matrix/federation/v1/make_join/" + PeerEvents.encode(room.id()) + "/"
                + PeerEvents.encode(new UserId("@zoe:other.example")) + "?ver=12").statusCode(403);
        requests.get("/_matrix/federation/v1/make_join/" + PeerEvents.encode(room.id()) + "/"
                + PeerEvents.encode(peer.user("zoe")) + "?ver=9").statusCode(400)
                .body("errcode", equalTo("M_INCOMPATIBLE_ROOM_VERSION")).body("room_version", equalTo("12"));
    }

    private static ObjectNode missing(String earliest, String latest) {
        ObjectNode body = JsonNodes.object().put("limit", 10);
        body.putArray("earliest_events").add(earliest);
        body.putArray("latest_events").add(latest);
        return body;
    }

    private static List<String> types(JsonNode events) {
        return events.valueStream().map(event -> event.path("type").asText()).toList();
    }

    private static List<String> bodies(List<JsonNode> events) {
        return events.stream().map(event -> event.path("content").path("body").asText()).toList();
    }
}
