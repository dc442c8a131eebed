package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.bridge.testing.FakePeer.Answer;
import org.colloque.bridge.testing.PeerRoom;
import org.colloque.messaging.testing.Agent;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.id.StateKey;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Events that are authorised by what authorises nothing. Spec: server-server-api, "Rejection"; rooms/v12, "Authorization rules". */
@QuarkusTest
class LyingAuthEventsTest extends PeerTest {

    private static final StateKey TOPIC = StateKey.of("m.room.topic");

    private Agent alice;
    private PeerRoom room;

    @BeforeEach
    void register() {
        alice = Agents.register("alice");
    }

    @AfterEach
    void roomGoesOn() {
        assertFalse(refused(room.say("harmless").json()));
        eventually(() -> alice.asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=30").then().statusCode(200)
                .body("chunk.content.body", hasItem("harmless")));
    }

    @Test
    @Tag("CVE-2022-39374")
    void whatARejectedEventAuthorisesIsRejected() {
        enter(RoomVersions.V12);
        ObjectNode intrusion = draft("@mallory:peer.example", StateKey.of("m.room.power_levels"), JsonNodes.object());
        assertTrue(refused(intrusion));
        ObjectNode topic = draft(room.owner().value(), TOPIC, JsonNodes.object().put("topic", "x"));
        topic.withArrayProperty("auth_events").removeIf(id -> isLevels(id.asText()));
        topic.withArrayProperty("auth_events").add(PeerEvents.id(intrusion));
        assertTrue(refused(seal(RoomVersions.V12, topic)));
    }

    @Test
    @Tag("CVE-2022-31152")
    void whatAnotherRoomsEventAuthorisesIsRejected() {
        enter(RoomVersions.V12);
        PeerRoom other = new PeerRoom(peer, RoomVersions.V12, room.owner());
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + other.id() + "?via=peer.example").then().statusCode(200);
        ObjectNode topic = draft(room.owner().value(), TOPIC, JsonNodes.object().put("topic", "x"));
        topic.set("auth_events", other.draft(EventTemplate.state(room.owner(), TOPIC, JsonNodes.object())).json().get("auth_events"));
        assertTrue(refused(seal(RoomVersions.V12, topic)));
    }

    /** Where ids are hashes no two events can name each other; in the oldest rooms they can. */
    @Test
    @Tag("CVE-2024-31208")
    void eventsThatAuthoriseEachOtherAreRefused() {
        RoomVersion version = RoomVersions.find("1").orElseThrow();
        enter(version);
        ObjectNode first = draft(room.owner().value(), TOPIC, JsonNodes.object().put("topic", "first"));
        ObjectNode second = draft(room.owner().value(), StateKey.of("m.room.name"), JsonNodes.object().put("name", "second"));
        authorise(first, second);
        authorise(second, first);
        serve(List.of(seal(version, first), seal(version, second)));
        assertTrue(refused(first));
        assertTrue(refused(second));
    }

    /** Each link is fetched because the one before it needs it: the chain is given up long before its end. */
    @Test
    @Tag("CVE-2024-31208")
    void chainOfFiveThousandIsGivenUpInEveryVersion() {
        for (String id : List.of("1", "12")) {
            RoomVersion version = RoomVersions.find(id).orElseThrow();
            enter(version);
            int before = peer.received("GET /_matrix/federation/v1/event").size();
            ObjectNode last = draft(room.owner().value(), TOPIC, JsonNodes.object().put("topic", "0"));
            List<ObjectNode> chain = new java.util.ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                chain.add(last);
                ObjectNode next = last.deepCopy();
                next.withObjectProperty("content").put("topic", String.valueOf(i + 1));
                if (version.givesEventIds()) {
                    next.put("event_id", "$chain" + i + UUID.randomUUID() + ":peer.example");
                }
                ArrayNode auth = JsonNodes.array();
                next.set("auth_events", auth);
                authorise(next, last);
                last = seal(version, next);
            }
            serve(chain);
            assertTrue(refused(last));
            int asked = peer.received("GET /_matrix/federation/v1/event").size() - before;
            assertTrue(asked < 100, asked + " events were asked for");
        }
    }

    private void enter(RoomVersion version) {
        room = new PeerRoom(peer, version, peer.user("zoe"));
        alice.asking().body(Map.of()).post("/_matrix/client/v3/join/" + room.id() + "?via=peer.example").then().statusCode(200);
    }

    private boolean isLevels(String id) {
        return room.events().stream().anyMatch(event -> event.eventId().value().equals(id) && event.type().equals("m.room.power_levels"));
    }

    private ObjectNode draft(String sender, StateKey slot, ObjectNode content) {
        Pdu event = room.draft(EventTemplate.state(room.owner(), slot, content));
        return seal(event.roomVersion(), event.json().deepCopy().put("sender", sender));
    }

    private static void authorise(ObjectNode event, ObjectNode by) {
        boolean given = by.has("event_id");
        if (given) {
            event.withArrayProperty("auth_events").addArray().add(by.get("event_id")).addObject().put("sha256", "A".repeat(43));
        } else {
            event.withArrayProperty("auth_events").add(PeerEvents.id(by));
        }
    }

    private static ObjectNode seal(RoomVersion version, ObjectNode event) {
        return new Forger(version, peer.name(), peer.key()).seal(event);
    }

    private void serve(List<ObjectNode> events) {
        Map<String, ObjectNode> byId = new java.util.HashMap<>();
        events.forEach(event -> byId.put(event.has("event_id") ? event.get("event_id").asText() : PeerEvents.id(event), event));
        peer.on("GET /_matrix/federation/v1/event/", (target, body) -> {
            ObjectNode event = byId.get(PeerEvents.decode(target.split("/")[5]));
            return event == null ? new Answer(404, JsonNodes.object().put("errcode", "M_NOT_FOUND"))
                    : Answer.ok(JsonNodes.object().set("pdus", JsonNodes.array().add(event)));
        });
    }

    private boolean refused(ObjectNode event) {
        JsonNode results = MatrixJson.parseTrusted(new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(),
                room.transaction(List.of(event))).statusCode(200).extract().asByteArray()).path("pdus");
        assertTrue(results.size() == 1, results.toString());
        return results.path(results.fieldNames().next()).has("error");
    }
}
