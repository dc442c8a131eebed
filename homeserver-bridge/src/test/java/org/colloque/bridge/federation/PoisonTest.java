package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What brought other servers down, by the number of the advisory: it costs this one nothing, and its users notice nothing. */
@QuarkusTest
class PoisonTest extends PeerTest {

    private static final int MOST_REQUESTS = 200;

    private Agent alice;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    /** A chain of auth events without an end. */
    @Test
    @Tag("CVE-2024-31208")
    void chainOfAuthEventsWithoutEndIsGivenUp() {
        PeerRoom room = entered(RoomVersions.V12);
        int before = peer.received("GET /_matrix/federation/v1/event/").size();
        Pdu last = withAuth(room, "$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Map<String, Pdu> chain = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            chain.put(last.eventId().value(), last);
            last = withAuth(room, last.eventId().value());
        }
        peer.on("GET /_matrix/federation/v1/event/", (target, body) -> {
            Pdu link = chain.get(PeerEvents.decode(target.split("/")[5]));
            return link == null ? new Answer(404, JsonNodes.object().put("errcode", "M_NOT_FOUND"))
                    : Answer.ok(JsonNodes.object().set("pdus", JsonNodes.array().add(link.json())));
        });
        JsonNode results = deliver(room, last.json(), room.say("harmless").json());
        assertTrue(results.path(last.eventId().value()).has("error"), results.toString());
        assertTrue(peer.received("GET /_matrix/federation/v1/event/").size() - before < MOST_REQUESTS);
        read(room, "harmless");
    }

    /** A depth at the end of the numbers; what comes after it must still be a lawful event. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "5", "12"})
    @Tag("CVE-2018-10657")
    @Tag("CVE-2025-30355")
    void roomGoesOnAfterTheGreatestDepth(String id) {
        RoomVersion version = RoomVersions.find(id).orElseThrow();
        PeerRoom room = entered(version);
        long deepest = version.strictCanonicalJson() ? (1L << 53) - 1 : Long.MAX_VALUE;
        ObjectNode deep = room.draft(EventTemplate.message(room.owner(), "m.room.message", JsonNodes.object().put("body", "deep"))).json().deepCopy();
        deep.put("depth", deepest);
        deep.remove(List.of("hashes", "signatures"));
        Pdu event = room.add(new EventBuilder(version, peer.name(), peer.key()).seal(deep));
        deliver(room, event.json());
        alice.asking().body(Map.of("msgtype", "m.text", "body", "after " + room.id()))
                .put("/_matrix/client/v3/rooms/" + room.id() + "/send/m.room.message/" + UUID.randomUUID()).then().statusCode(200);
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> pdu.path("content").path("body").asText().equals("after " + room.id())
                && pdu.path("depth").isIntegralNumber() && pdu.path("depth").canConvertToLong() && pdu.path("depth").asLong() <= deepest)));
    }

    /** An invite that carries rubbish ends the syncs of whom it invites. */
    @Test
    @Tag("CVE-2023-32323")
    @Tag("CVE-2024-52815")
    void inviteThatCarriesRubbishLeavesTheSyncAlive() {
        PeerRoom room = new PeerRoom(peer, RoomVersions.V12, peer.user("zoe"));
        Pdu invite = room.member(alice.userId(), "invite");
        for (Consumer<ObjectNode> rubbish : List.<Consumer<ObjectNode>>of(
                body -> body.put("invite_room_state", "none"),
                body -> body.putArray("invite_room_state").add(1).add("two").addNull().addObject(),
                body -> body.putArray("invite_room_state").addObject().put("type", 7).put("state_key", "").put("sender", "nobody").put("content", 3),
                body -> body.putArray("invite_room_state").addObject().put("type", "m.room.name").put("state_key", "")
                        .put("sender", "@zoe:peer.example").putObject("content").put("name", "x".repeat(200_000)),
                body -> body.set("event", JsonNodes.object().put("type", "m.room.member")))) {
            ObjectNode body = JsonNodes.object().put("room_version", "12");
            body.set("event", invite.json());
            rubbish.accept(body);
            int status = new PeerRequests(peer).put("/_matrix/federation/v2/invite/" + PeerEvents.encode(room.id()) + "/"
                    + PeerEvents.encode(invite.eventId()), body).extract().statusCode();
            assertTrue(status == 200 || status >= 400 && status < 500, "status " + status);
            alice.asking().get("/_matrix/client/v3/sync").then().statusCode(200).body("$", hasKey("next_batch"));
        }
    }

    /** The room of the path is not the event's. */
    @Test
    @Tag("CVE-2020-26257")
    void inviteForAnotherRoomThanThePathSaysIsRefused() {
        PeerRoom room = new PeerRoom(peer, RoomVersions.V12, peer.user("zoe"));
        PeerRoom other = new PeerRoom(peer, RoomVersions.V12, peer.user("yan"));
        Pdu invite = room.member(alice.userId(), "invite");
        ObjectNode body = JsonNodes.object().put("room_version", "12");
        body.set("event", invite.json());
        new PeerRequests(peer).put("/_matrix/federation/v2/invite/" + PeerEvents.encode(other.id()) + "/" + PeerEvents.encode(invite.eventId()), body)
                .statusCode(400);
        new PeerRequests(peer).put("/_matrix/federation/v2/invite/" + PeerEvents.encode(room.id()) + "/" + PeerEvents.encode(other.last().eventId()), body)
                .statusCode(400);
    }

    /** Devices and keys that are none. */
    @Test
    @Tag("CVE-2025-61672")
    void devicesThatAreNoneLeaveTheOthersAlone() {
        GuestRoom room = GuestRoom.openedBy(alice);
        room.joinedBy(peer, "zoe");
        for (JsonNode keys : List.of(JsonNodes.object().put("keys", "none"), JsonNodes.array(), JsonNodes.object().put("user_id", 7))) {
            ObjectNode content = JsonNodes.object().put("user_id", "@zoe:peer.example").put("device_id", "D").put("stream_id", 1);
            content.set("keys", keys);
            room.sendEdus(PeerEvents.edu("m.device_list_update", content), PeerEvents.edu("m.signing_key_update",
                    JsonNodes.object().put("user_id", "@zoe:peer.example").set("master_key", keys))).statusCode(200);
        }
        room.sendEdus(PeerEvents.edu("m.device_list_update", JsonNodes.object()), PeerEvents.edu("m.direct_to_device", JsonNodes.object()),
                PeerEvents.edu("m.receipt", JsonNodes.object().put("!nowhere", 1)), PeerEvents.edu("m.typing", JsonNodes.object().put("room_id", 3)),
                PeerEvents.edu("m.presence", JsonNodes.object().put("push", "none"))).statusCode(200);
        peer.on("GET /_matrix/federation/v1/user/devices/", (target, body) -> Answer.ok(JsonNodes.object().put("devices", "none")));
        peer.on("POST /_matrix/federation/v1/user/keys/query", (target, body) -> Answer.ok(JsonNodes.object().put("device_keys", 1)));
        alice.asking().body(Map.of("device_keys", Map.of("@zoe:peer.example", List.of(), alice.userId().value(), List.of())))
                .post("/_matrix/client/v3/keys/query").then().statusCode(200).body("$", hasKey("device_keys"));
        alice.asking().get("/_matrix/client/v3/sync").then().statusCode(200);
        deliverMessage(room);
    }

    /** A transaction whose parts are no objects. */
    @Test
    void partsOfATransactionThatAreNoObjectsLeaveTheOthersAlone() {
        GuestRoom room = GuestRoom.openedBy(alice);
        room.joinedBy(peer, "zoe");
        ObjectNode transaction = room.transaction(List.of(room.peerMessage("among rubbish")));
        transaction.withArrayProperty("pdus").add(1).add("two").addNull().addArray();
        transaction.putArray("edus").add(1).add("two").addNull().addObject().put("edu_type", 4);
        new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), transaction).statusCode(200);
        eventually(() -> alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=20").then().statusCode(200)
                .body("chunk.content.body", hasItem("among rubbish")));
    }

    private void deliverMessage(GuestRoom room) {
        room.send(List.of(room.peerMessage("still here"))).statusCode(200);
        alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=1").then().statusCode(200)
                .body("chunk[0].content.body", equalTo("still here"));
    }

    private PeerRoom entered(RoomVersion version) {
        PeerRoom room = new PeerRoom(peer, version, peer.user("zoe"));
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().statusCode(200);
        return room;
    }

    private static Pdu withAuth(PeerRoom room, String auth) {
        ObjectNode event = room.draft(EventTemplate.state(room.owner(), StateKey.of("m.room.topic"), JsonNodes.object().put("topic", "x"))).json().deepCopy();
        event.withArrayProperty("auth_events").add(auth);
        event.remove(List.of("hashes", "signatures"));
        return new EventBuilder(RoomVersions.V12, peer.name(), peer.key()).seal(event);
    }

    private static JsonNode deliver(PeerRoom room, JsonNode... events) {
        return MatrixJson.parseTrusted(new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(),
                room.transaction(List.of(events))).statusCode(200).extract().asByteArray()).path("pdus");
    }

    private void read(PeerRoom room, String text) {
        eventually(() -> alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=30").then().statusCode(200)
                .body("chunk.content.body", hasItem(text)));
    }
}
