package org.colloque.product.drills;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.colloque.bridge.federation.GuestRoom;
import org.colloque.bridge.federation.PeerEvents;
import org.colloque.bridge.federation.PeerRequests;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.bridge.testing.FederationTestResource;
import org.colloque.messaging.testing.Agents;
import org.colloque.product.ServiceProcess;
import org.colloque.protocol.json.CanonicalJson;
import org.colloque.protocol.json.JsonNodes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A peer that sends what it should not, or again and again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePeerTest {

    private static final int MOST = 65_536;

    private ServiceProcess service;
    private FakePeer peer;
    private GuestRoom room;

    @BeforeAll
    void start(@TempDir Path folder) {
        service = new ServiceProcess("ministry.example", folder);
        new FederationTestResource().start().forEach(service::set);
        service.start();
        peer = FakePeer.start("peer.example");
        RestAssured.baseURI = "http://127.0.0.1";
        RestAssured.port = service.api().address().getPort();
    }

    @AfterAll
    void stop() {
        RestAssured.reset();
        peer.close();
        service.close();
    }

    @BeforeEach
    void meet() {
        room = GuestRoom.openedBy(Agents.register("alice"));
        room.joinedBy(peer, "zoe");
    }

    @Test
    @Drill(number = 7, fault = "a poison event in the middle of 50")
    void poisonCostsItselfAlone(Measured measured) {
        List<ObjectNode> events = new ArrayList<>(IntStream.range(0, 50).mapToObj(n -> room.peerMessage("message " + n)).toList());
        ObjectNode poison = events.get(25);
        poison.withObjectProperty("signatures").withObjectProperty("peer.example").put("ed25519:peer", "x".repeat(86));
        JsonNode results = room.sendFor(events);
        long refused = results.valueStream().filter(result -> result.has("error")).count();
        long shown = said().stream().filter(text -> text.startsWith("message ")).count();
        measured.is("%d taken in and shown, %d refused", shown, refused);
        assertEquals("49 1", shown + " " + refused);
        assertTrue(results.path(PeerEvents.id(poison)).has("error"));
    }

    @Test
    @Drill(number = 8, fault = "a peer whose clock is an hour or ten years off")
    void clocksOfOthersDecideNothingButKeys(Measured measured) {
        long now = Clock.systemUTC().millis();
        long years = Duration.ofDays(3_650).toMillis();
        long hour = Duration.ofHours(1).toMillis();
        List<String> taken = new ArrayList<>();
        for (Map.Entry<String, Long> skew : List.of(Map.entry("ten years ago", -years), Map.entry("an hour ago", -hour), Map.entry("an hour ahead", hour))) {
            ObjectNode event = room.peerMessage(skew.getKey(), peer.key(), now + skew.getValue());
            assertFalse(room.sendFor(List.of(event)).path(PeerEvents.id(event)).has("error"), skew.getKey());
            taken.add(skew.getKey());
        }
        ObjectNode beyond = room.peerMessage("ten years ahead", peer.key(), now + years);
        assertTrue(room.sendFor(List.of(beyond)).path(PeerEvents.id(beyond)).has("error"));
        assertEquals(taken, said().reversed());
        measured.is("taken in, in the order of their sending: %s; refused, its key being valid for a day: ten years ahead", String.join(", ", taken));
    }

    @Test
    @Drill(number = 9, fault = "a transaction replayed 100 times, then again after a restart")
    void replayIsAnsweredAlikeAndAddsNothing(Measured measured) {
        ObjectNode bad = room.peerMessage("bad");
        bad.withObjectProperty("signatures").withObjectProperty("peer.example").put("ed25519:peer", "x".repeat(86));
        ObjectNode transaction = room.transaction(List.of(room.peerMessage("once"), bad));
        String target = "/_matrix/federation/v1/send/" + UUID.randomUUID();
        Set<String> answers = new java.util.HashSet<>();
        for (int i = 0; i < 100; i++) {
            answers.add(new PeerRequests(peer).put(target, transaction).statusCode(200).extract().asString());
        }
        int before = said().size();
        service.kill();
        service.start();
        answers.add(new PeerRequests(peer).put(target, transaction).statusCode(200).extract().asString());
        measured.is("101 requests, answered in %d way; %d message before the kill, %d after it", answers.size(), before, said().size());
        assertEquals("1 1 1", answers.size() + " " + before + " " + said().size());
    }

    @Test
    @Drill(number = 13, fault = "events of 65,536 and 65,537 bytes, in both directions")
    void limitIsExactInBothDirections(Measured measured) {
        ObjectNode fits = filled(MOST);
        ObjectNode tooLarge = filled(MOST + 1);
        JsonNode results = room.sendFor(List.of(fits));
        assertFalse(results.path(PeerEvents.id(fits)).has("error"), results.toString());
        assertTrue(room.sendFor(List.of(tooLarge)).path(PeerEvents.id(tooLarge)).has("error"));
        String marker = "largest " + UUID.randomUUID();
        int length = largestBody(marker);
        eventually(() -> assertEquals(MOST, peer.pdus().stream().filter(pdu -> pdu.path("content").path("msgtype").asText().equals(marker))
                .mapToInt(pdu -> CanonicalJson.lenientBytes(withoutUnsigned(pdu)).length).max().orElse(0)));
        measured.is("in: 65,536 taken, 65,537 refused; out: a message of %,d characters makes an event of 65,536 bytes that arrives, one more is M_TOO_LARGE", length);
    }

    @Test
    @Drill(number = 14, fault = "JSON that is deep, doubled, enormous or broken")
    void brokenJsonKillsNothing(Measured measured) {
        int refused = 0;
        for (String pdu : List.of("[".repeat(10_000) + "]".repeat(10_000), "{\"a\":1,\"a\":2}", "9007199254740992", "1.0", "NaN", "-Infinity", "1e999",
                "\"\\ud800\"", "\"\\udc00\\ud800\"", "{\"a\":", "\u0000", "nul", "[,]", "{\"room_id\":\"" + room.id() + "\",\"depth\":1e999}")) {
            ObjectNode honest = room.transaction(List.of());
            String text = new String(CanonicalJson.lenientBytes(honest), java.nio.charset.StandardCharsets.UTF_8).replace("\"pdus\":[]", "\"pdus\":[" + pdu + "]");
            int status = new PeerRequests(peer).putText("/_matrix/federation/v1/send/" + UUID.randomUUID(), honest, text).extract().statusCode();
            assertTrue(status >= 400 && status < 500 || status == 200, pdu.substring(0, Math.min(40, pdu.length())) + ": " + status);
            refused++;
        }
        ObjectNode after = room.peerMessage("still here");
        assertFalse(room.sendFor(List.of(after)).path(PeerEvents.id(after)).has("error"));
        measured.is("%d broken transactions refused by 4xx or dropped; the next one is taken in", refused);
    }

    private List<String> said() {
        List<String> bodies = room.owner().asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=200").then().statusCode(200)
                .extract().path("chunk.findAll { it.type == 'm.room.message' }.content.body");
        return bodies;
    }

    private ObjectNode filled(int bytes) {
        int empty = CanonicalJson.lenientBytes(room.peerMessage("x")).length - 1;
        ObjectNode event = room.peerMessage("x".repeat(MOST - empty));
        return bytes == MOST ? event : withOneMore(event);
    }

    /** No longer what it was signed as: its size alone is looked at before that. */
    private static ObjectNode withOneMore(ObjectNode event) {
        ObjectNode larger = event.deepCopy();
        larger.withObjectProperty("content").put("body", larger.path("content").path("body").asText() + "x");
        return larger;
    }

    /** The longest message that may be sent here, found by halving. */
    private int largestBody(String marker) {
        int fits = 1;
        int tooLarge = MOST;
        while (tooLarge - fits > 1) {
            int middle = (fits + tooLarge) / 2;
            var answer = room.owner().asking().body(Map.of("msgtype", marker, "body", "x".repeat(middle)))
                    .put("/_matrix/client/v3/rooms/" + room.id() + "/send/m.room.message/" + UUID.randomUUID()).then().extract();
            assertTrue(answer.statusCode() == 200 || answer.path("errcode").equals("M_TOO_LARGE"), answer.asString());
            fits = answer.statusCode() == 200 ? middle : fits;
            tooLarge = answer.statusCode() == 200 ? tooLarge : middle;
        }
        return fits;
    }

    private static ObjectNode withoutUnsigned(JsonNode pdu) {
        ObjectNode event = JsonNodes.shallowCopy((ObjectNode) pdu);
        event.remove("unsigned");
        return event;
    }
}
