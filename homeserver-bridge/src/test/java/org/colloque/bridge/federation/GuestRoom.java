package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.messaging.testing.Agent;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.EventId;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersions;

/** A public room of the service under test in which users of a peer are guests. */
final class GuestRoom {

    private final Agent owner;
    private final String id;
    private FakePeer peer;
    private UserId guest;
    private Pdu join;
    private List<EventId> auth;

    private GuestRoom(Agent owner, String id) {
        this.owner = owner;
        this.id = id;
    }

    static GuestRoom openedBy(Agent owner) {
        return new GuestRoom(owner, owner.asking().body(Map.of("preset", "public_chat", "room_version", "12"))
                .post("/_matrix/client/v3/createRoom").then().statusCode(200).extract().path("room_id"));
    }

    Agent owner() {
        return owner;
    }

    String id() {
        return id;
    }

    String say(String text) {
        return owner.asking().body(Map.of("msgtype", "m.text", "body", text))
                .put("/_matrix/client/v3/rooms/" + id + "/send/m.room.message/" + UUID.randomUUID())
                .then().statusCode(200).extract().path("event_id");
    }

    /** Joins through the two steps; the answer of the second. */
    JsonNode joinedBy(FakePeer by, String localpart) {
        UserId user = by.user(localpart);
        ObjectNode event = signedJoin(by, user);
        byte[] answer = new PeerRequests(by).put("/_matrix/federation/v2/send_join/" + PeerEvents.encode(id) + "/"
                + PeerEvents.encode(PeerEvents.id(event)), event).statusCode(200).extract().asByteArray();
        peer = by;
        guest = user;
        JsonNode room = MatrixJson.parseTrusted(answer);
        join = PduParser.parse(RoomVersions.V12, (ObjectNode) room.get("event"));
        auth = room.path("state").valueStream().filter(state -> state.path("type").asText().equals("m.room.power_levels"))
                .map(state -> new EventId(PeerEvents.id((ObjectNode) state))).toList();
        return room;
    }

    ObjectNode signedJoin(FakePeer by, UserId user) {
        String proposal = new PeerRequests(by).get("/_matrix/federation/v1/make_join/" + PeerEvents.encode(id) + "/"
                + PeerEvents.encode(user) + "?ver=11&ver=12").statusCode(200).extract().asString();
        ObjectNode event = (ObjectNode) MatrixJson.parseObject(proposal.getBytes(StandardCharsets.UTF_8)).get("event");
        event.put("origin_server_ts", Clock.systemUTC().millis());
        return new EventBuilder(RoomVersions.V12, by.name(), by.key()).seal(event).json().deepCopy();
    }

    /** A message of the guest after its join. */
    ObjectNode peerMessage(String text) {
        EventTemplate template = EventTemplate.message(guest, "m.room.message",
                JsonNodes.object().put("msgtype", "m.text").put("body", text));
        List<EventId> authEvents = new java.util.ArrayList<>(auth);
        authEvents.add(join.eventId());
        EventPosition position = EventPosition.in(new RoomId(id), join.depth() + 1, List.of(join.eventId()), authEvents);
        return new EventBuilder(RoomVersions.V12, peer.name(), peer.key())
                .build(template, position, Clock.systemUTC().millis()).json().deepCopy();
    }

    ObjectNode transaction(List<ObjectNode> pdus) {
        ObjectNode transaction = JsonNodes.object().put("origin", "peer.example").put("origin_server_ts", Clock.systemUTC().millis());
        pdus.forEach(transaction.putArray("pdus")::add);
        return transaction;
    }

    ValidatableResponse send(List<ObjectNode> pdus) {
        return new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), transaction(pdus));
    }

    JsonNode sendFor(List<ObjectNode> pdus) {
        return MatrixJson.parseTrusted(send(pdus).statusCode(200).extract().asByteArray()).path("pdus");
    }
}
