package org.colloque.bridge.federation;

import static org.colloque.bridge.testing.Eventually.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.messaging.testing.Agents;
import org.colloque.protocol.event.EventSignatures;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.KeyId;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rooms of every version that were made here, with a guest of another server. */
@QuarkusTest
class RoomVersionsAcrossTest extends PeerTest {

    static Stream<RoomVersion> versions() {
        return RoomVersions.all().stream();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void guestJoinsAndBothSidesTalk(RoomVersion version) {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"), version, Map.of("join_rule", "public"));
        JsonNode joined = room.joinedBy(peer, "zoe");
        assertEquals(version.givesEventIds(), joined.path("event").has("event_id"));
        assertEquals(version.givesEventIds(), joined.path("event").path("prev_events").path(0).isArray());

        String ours = room.say("from here " + room.id());
        ObjectNode theirs = room.peerMessage("from there");
        room.send(List.of(theirs)).statusCode(200)
                .body("pdus.'" + PeerEvents.id(version, theirs) + "'", not(hasKey("error")));
        room.owner().asking().get("/_matrix/client/v3/rooms/" + room.id() + "/messages?dir=b&limit=10").then()
                .statusCode(200).body("chunk.content.body", hasItem("from there"))
                .body("chunk.event_id", hasItem(PeerEvents.id(version, theirs)));
        eventually(() -> assertTrue(peer.pdus().stream().anyMatch(pdu -> isOurs(version, pdu, ours))));
    }

    /** The event that arrived has the id that the client here was told, and is hashed and signed by the rules of its version. */
    private static boolean isOurs(RoomVersion version, JsonNode json, String id) {
        if (!json.path("content").path("body").asText().startsWith("from here") || !PeerEvents.id(version, (ObjectNode) json).equals(id)) {
            return false;
        }
        Pdu pdu = PduParser.parse(version, (ObjectNode) json);
        return EventSignatures.checkHash(pdu) && EventSignatures.keyIds(pdu, FakePeer.US).size() == 1
                && EventSignatures.required(pdu).contains(FakePeer.US);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void historyStateAndSingleEventsAreServed(RoomVersion version) {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"), version, Map.of("join_rule", "public"));
        room.joinedBy(peer, "zoe");
        String first = room.say("one");
        String last = room.say("two");
        PeerRequests requests = new PeerRequests(peer);
        requests.get("/_matrix/federation/v1/event/" + PeerEvents.encode(first)).statusCode(200)
                .body("pdus[0].content.body", equalTo("one"));
        requests.get("/_matrix/federation/v1/state_ids/" + PeerEvents.encode(room.id()) + "?event_id=" + PeerEvents.encode(last))
                .statusCode(200);
        requests.get("/_matrix/federation/v1/event_auth/" + PeerEvents.encode(room.id()) + "/" + PeerEvents.encode(last)).statusCode(200)
                .body("auth_chain.type", hasItem("m.room.power_levels"));
        requests.get("/_matrix/federation/v1/backfill/" + PeerEvents.encode(room.id()) + "?limit=2&v=" + PeerEvents.encode(last))
                .statusCode(200).body("pdus.content.body", equalTo(List.of("two", "one")));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void forgedEventIsRefused(RoomVersion version) {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"), version, Map.of("join_rule", "public"));
        room.joinedBy(peer, "zoe");
        ObjectNode forged = room.peerMessage("forged");
        ((ObjectNode) forged.path("signatures").path("peer.example")).put(peer.key().id().value(), "x".repeat(86));
        assertTrue(room.sendFor(List.of(forged)).path(PeerEvents.id(version, forged)).has("error"));
    }

    @Test
    void eventWithAnIdOfAnotherServerNeedsItsSignature() {
        GuestRoom room = GuestRoom.openedBy(Agents.register("alice"), RoomVersions.V1, Map.of("join_rule", "public"));
        room.joinedBy(peer, "zoe");
        ObjectNode message = room.peerMessage("under a false name");
        message.put("event_id", "$forged" + System.nanoTime() + ":other.example");
        message.remove(List.of("signatures"));
        message.putObject("signatures");
        Pdu signed = EventSignatures.sign(PduParser.parse(RoomVersions.V1, message), peer.name(), peer.key());
        assertEquals(1, EventSignatures.keyIds(signed, peer.name()).stream().filter(KeyId.parse("ed25519:peer")::equals).count());
        assertTrue(room.sendFor(List.of(signed.json())).path(signed.eventId().value()).has("error"));
    }

    @Test
    void serverThatNamesNoVersionsKnowsTheFirst() {
        GuestRoom first = GuestRoom.openedBy(Agents.register("alice"), RoomVersions.V1, Map.of("join_rule", "public"));
        GuestRoom second = GuestRoom.openedBy(first.owner(), RoomVersions.V2, Map.of("join_rule", "public"));
        makeJoin(first).statusCode(200).body("room_version", equalTo("1"));
        makeJoin(second).statusCode(400)
                .body("errcode", equalTo("M_INCOMPATIBLE_ROOM_VERSION"));
    }

    private static ValidatableResponse makeJoin(GuestRoom room) {
        return new PeerRequests(peer).get("/_matrix/federation/v1/make_join/" + PeerEvents.encode(room.id()) + "/"
                + PeerEvents.encode(peer.user("zoe")));
    }
}
