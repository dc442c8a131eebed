package org.colloque.bridge.federation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.colloque.bridge.testing.FakePeer;
import org.colloque.messaging.testing.Agent;
import org.colloque.protocol.event.EventBuilder;
import org.colloque.protocol.event.EventPosition;
import org.colloque.protocol.event.EventReferences;
import org.colloque.protocol.event.EventTemplate;
import org.colloque.protocol.event.Pdu;
import org.colloque.protocol.event.PduParser;
import org.colloque.protocol.id.RoomId;
import org.colloque.protocol.id.UserId;
import org.colloque.protocol.json.JsonNodes;
import org.colloque.protocol.json.MatrixJson;
import org.colloque.protocol.room.RoomVersion;
import org.colloque.protocol.room.RoomVersions;
import org.colloque.protocol.signature.SigningKey;

/** A public room of the service under test in which users of a peer are guests. */
public final class GuestRoom {

    private final Agent owner;
    private final String id;
    private final RoomVersion version;
    private FakePeer peer;
    private UserId guest;
    private Pdu join;
    private List<Pdu> authorising;

    private GuestRoom(Agent owner, String id, RoomVersion version) {
        this.owner = owner;
        this.id = id;
        this.version = version;
    }

    /** A public room. */
    public static GuestRoom openedBy(Agent owner) {
        return openedBy(owner, RoomVersions.V12, Map.of("join_rule", "public"));
    }

    /** A room of a version with these join rules. */
    public static GuestRoom openedBy(Agent owner, RoomVersion version, Map<String, ?> joinRules) {
        return new GuestRoom(owner, owner.asking().body(Map.of("preset", "public_chat", "room_version", version.id(),
                        "initial_state", List.of(Map.of("type", "m.room.join_rules", "state_key", "", "content", joinRules))))
                .post("/_matrix/client/v3/createRoom").then().statusCode(200).extract().path("room_id"), version);
    }

    public Agent owner() {
        return owner;
    }

    public String id() {
        return id;
    }

    public String say(String text) {
        return owner.asking().body(Map.of("msgtype", "m.text", "body", text))
                .put("/_matrix/client/v3/rooms/" + id + "/send/m.room.message/" + UUID.randomUUID())
                .then().statusCode(200).extract().path("event_id");
    }

    /** Joins through the two steps; the answer of the second. */
    public JsonNode joinedBy(FakePeer by, String localpart) {
        UserId user = by.user(localpart);
        byte[] answer = handIn(by, "v2/send_join", signedJoin(by, user)).statusCode(200).extract().asByteArray();
        peer = by;
        guest = user;
        JsonNode room = MatrixJson.parseTrusted(answer);
        join = PduParser.parse(version, (ObjectNode) room.get("event"));
        authorising = room.path("state").valueStream()
                .filter(state -> state.path("type").asText().equals("m.room.power_levels")
                        || state.path("type").asText().equals("m.room.create") && !version.createEventIsRoomId())
                .map(state -> PduParser.parse(version, (ObjectNode) state)).collect(Collectors.toCollection(ArrayList::new));
        authorising.add(join);
        return room;
    }

    public ObjectNode signedJoin(FakePeer by, UserId user) {
        return signed(by, propose(by, "make_join", user).statusCode(200));
    }

    /** The first step of entering. */
    public ValidatableResponse propose(FakePeer by, String make, UserId user) {
        return new PeerRequests(by).get("/_matrix/federation/v1/" + make + "/" + PeerEvents.encode(id) + "/"
                + PeerEvents.encode(user) + "?ver=" + version.id());
    }

    /** What was proposed, as the peer signs it. */
    public ObjectNode signed(FakePeer by, ValidatableResponse proposal) {
        ObjectNode event = (ObjectNode) MatrixJson.parseObject(proposal.extract().asString().getBytes(StandardCharsets.UTF_8)).get("event");
        event.put("origin_server_ts", Clock.systemUTC().millis());
        return new EventBuilder(version, by.name(), by.key()).seal(event).json().deepCopy();
    }

    /** The second step of entering: {@code v2/send_join} and its like. */
    public ValidatableResponse handIn(FakePeer by, String send, ObjectNode event) {
        return new PeerRequests(by).put("/_matrix/federation/" + send + "/" + PeerEvents.encode(id) + "/"
                + PeerEvents.encode(PeerEvents.id(version, event)), event);
    }

    /** A message of the guest after its join. */
    public ObjectNode peerMessage(String text) {
        return peerMessage(text, peer.key(), Clock.systemUTC().millis());
    }

    /** The same, signed with this key and made at this time, as it says. */
    public ObjectNode peerMessage(String text, SigningKey key, long originServerTs) {
        EventTemplate template = EventTemplate.message(guest, "m.room.message",
                JsonNodes.object().put("msgtype", "m.text").put("body", text));
        EventPosition position = EventPosition.in(new RoomId(id), join.depth() + 1, List.of(join.eventId()),
                authorising.stream().map(Pdu::eventId).toList()).hashed(EventReferences.hashesOf(authorising));
        return new EventBuilder(version, peer.name(), key).build(template, position, originServerTs).json().deepCopy();
    }

    public ObjectNode transaction(List<ObjectNode> pdus) {
        ObjectNode transaction = JsonNodes.object().put("origin", peer.name().value()).put("origin_server_ts", Clock.systemUTC().millis());
        pdus.forEach(transaction.putArray("pdus")::add);
        return transaction;
    }

    public ValidatableResponse send(List<ObjectNode> pdus) {
        return new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), transaction(pdus));
    }

    /** Sends EDUs in one transaction. */
    public ValidatableResponse sendEdus(ObjectNode... edus) {
        ObjectNode transaction = transaction(List.of());
        List.of(edus).forEach(transaction.putArray("edus")::add);
        return new PeerRequests(peer).put("/_matrix/federation/v1/send/" + UUID.randomUUID(), transaction);
    }

    public JsonNode sendFor(List<ObjectNode> pdus) {
        return MatrixJson.parseTrusted(send(pdus).statusCode(200).extract().asByteArray()).path("pdus");
    }
}
